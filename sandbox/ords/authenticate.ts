import type { PrivilegeMetadata, SchemaMetadata } from './metadata/model';
import type { GatewaySettings } from './settings';
import { insufficientRights, invalidToken, tokenRequired } from './http/refusals';
import type { Problem } from './http/problem';
import { authorise } from './token/authorisation';
import { parseCompactToken } from './token/compactToken';
import type { JwksCache } from './token/jwks';
import { checkHeader } from './token/keys';
import { TokenRefused, type AuthorisationRefusal, type TokenRefusal } from './token/refusal';
import { effectiveProfile } from './token/profile';
import { judgeToken, type Principal } from './token/tokenRules';

export type Admission =
  | { readonly admitted: true; readonly principal: Principal | undefined }
  | {
      readonly admitted: false;
      readonly problem: Problem;
      readonly reason: TokenRefusal | AuthorisationRefusal;
      /** What else the log should say; never a token. */
      readonly detail?: string;
    };

const MS_PER_SECOND = 1000;

/** Lets a request through, or says how it is refused. What no privilege covers is public (facts/ords.md 4). */
export async function admit(
  schema: SchemaMetadata,
  privileges: readonly PrivilegeMetadata[],
  token: string | undefined,
  jwks: JwksCache,
  settings: GatewaySettings,
  now: number,
): Promise<Admission> {
  if (privileges.length === 0) return { admitted: true, principal: undefined };
  if (token === undefined) return { admitted: false, problem: tokenRequired(), reason: 'no_token' };
  try {
    const principal = await accept(schema, token, jwks, settings, now);
    const refusal = authorise(principal.grants, privileges, settings);
    if (refusal === undefined) return { admitted: true, principal };
    const status = refusal === 'scope_missing' ? settings.wrongScopeStatus : settings.wrongRoleStatus;
    return { admitted: false, problem: insufficientRights(status), reason: refusal };
  } catch (error) {
    if (!(error instanceof TokenRefused)) throw error;
    return { admitted: false, problem: invalidToken(), reason: error.reason, detail: error.message };
  }
}

async function accept(
  schema: SchemaMetadata,
  token: string,
  jwks: JwksCache,
  settings: GatewaySettings,
  now: number,
): Promise<Principal> {
  if (!settings.jwtProfileEnabled) throw new TokenRefused('profiles_disabled');
  const profile = effectiveProfile(schema.profile, settings);
  if (profile === undefined) throw new TokenRefused('no_profile');
  const parsed = parseCompactToken(token);
  // Before anything is fetched: a token that no key could save must not cause requests.
  checkHeader(parsed.header, settings);
  const keys = await jwks.keysFor(profile.jwkUrl, parsed.header, settings);
  const judgement = judgeToken(parsed, profile, keys, settings, Math.floor(now / MS_PER_SECOND));
  if (!judgement.accepted) throw new TokenRefused(judgement.reason);
  return judgement.principal;
}
