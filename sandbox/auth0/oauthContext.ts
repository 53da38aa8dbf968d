import type { IssuingRules } from '../identity/issuingRules';
import type { AuthorizationCodes } from '../identity/signIn/authorizationCodes';
import type { Agreement } from '../identity/signIn/authorizeEndpoint';
import type { OpaqueTokens } from './people/opaqueTokens';
import type { PostLoginAction } from './people/postLoginAction';
import type { TenantUser } from './tenantState';
import type { TenantStore } from './tenantStore';

/** What the OAuth endpoints of a tenant work with. */
export interface OAuthContext {
  readonly store: TenantStore;
  readonly rules: IssuingRules;
  readonly clock: () => Date;
  readonly codes: AuthorizationCodes<Agreement<TenantUser>>;
  readonly action: PostLoginAction;
  readonly opaqueTokens: OpaqueTokens;
}
