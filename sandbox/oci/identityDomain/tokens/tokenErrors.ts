import { randomBytes } from 'node:crypto';
import type { JsonObject } from '../../../identity/json';
import { OAuthError } from '../../../identity/oauthError';
import type { CodeRefusals } from '../../../identity/signIn/authorizationCodes';

/** A refusal of the OAuth endpoints (facts/oci-iam.md 2.4): error, description, and an `ecid` with each. */
export class DomainOAuthError extends OAuthError {
  override body(): JsonObject {
    return { ...super.body(), ecid: randomBytes(12).toString('base64url') };
  }
}

/** [?] the status. */
export const invalidClient = (): DomainOAuthError =>
  new DomainOAuthError(401, 'invalid_client', 'Client authentication failed.');

/** The scope is not among the client's; [?] the status. Also, [?], for a grant type that is not, and an inactive app. */
export const unauthorizedClient = (): DomainOAuthError =>
  new DomainOAuthError(400, 'unauthorized_client', 'Client authorization failed.');

/** [?] wording. */
export const invalidScope = (description: string): DomainOAuthError =>
  new DomainOAuthError(400, 'invalid_scope', description);

/** [?] wording. */
export const invalidRequest = (description: string): DomainOAuthError =>
  new DomainOAuthError(400, 'invalid_request', description);

/** [?] wording. */
export const sentTwice = (name: string): DomainOAuthError =>
  invalidRequest(`${name} was sent more than once.`);

/** [?] wording. */
export const invalidGrant = (description: string): DomainOAuthError =>
  new DomainOAuthError(400, 'invalid_grant', description);

/** [?] wording. */
export const unsupportedGrantType = (grantType: string): DomainOAuthError =>
  new DomainOAuthError(400, 'unsupported_grant_type', `The grant type ${grantType} is not supported.`);

/** A code that is not exchanged. */
export const CODE_REFUSALS: CodeRefusals = {
  invalid: () => invalidGrant('The authorization code is not valid.'),
  redirectUri: () => invalidGrant('The redirect URI is not that of the authorization.'),
  verifier: () => invalidGrant('The code verifier is not that of the authorization.'),
};
