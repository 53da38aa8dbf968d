import { BUILT_IN_ROLES } from '../../oracle/packages/ords/tables';
import type { GatewaySettings } from '../settings';
import { isJsonObject, type JsonObject } from './compactToken';
import type { JwtProfile } from './profile';
import { TokenRefused } from './refusal';

/** What a token brings: scopes or roles, never both (facts/ords.md 16). */
export type Grants =
  | { readonly mode: 'scope'; readonly scopes: readonly string[] }
  | { readonly mode: 'role'; readonly roles: readonly string[] };

/** Throws TokenRefused when the profile is in role mode and the claim is unusable. */
export function grantsOf(payload: JsonObject, profile: JwtProfile, settings: GatewaySettings): Grants {
  if (profile.roleClaimName === null) return { mode: 'scope', scopes: scopes(payload, settings) };
  const { allowedRoles } = profile;
  const claimed = roles(payload, profile.roleClaimName, settings);
  return {
    mode: 'role',
    roles: claimed.filter(
      (role) => allowedRoles === undefined || !BUILT_IN_ROLES.includes(role) || allowedRoles.includes(role),
    ),
  };
}

/** A token without scope claim has no scopes (no source; the guide speaks only of tokens that carry it). */
function scopes(payload: JsonObject, settings: GatewaySettings): readonly string[] {
  const claim = payload['scope'] ?? payload['scp'];
  if (claim === undefined || claim === null) return [];
  if (typeof claim === 'string') return claim.split(' ').filter((scope) => scope !== '');
  if (Array.isArray(claim) && settings.acceptScopeArray)
    return claim.filter((scope) => typeof scope === 'string');
  throw new TokenRefused('claim_has_wrong_type', 'scope');
}

function roles(payload: JsonObject, pointer: string, settings: GatewaySettings): readonly string[] {
  const claim = resolvePointer(payload, pointer);
  if (claim === undefined || claim === null) throw new TokenRefused('role_claim_missing');
  if (claim === '' || (Array.isArray(claim) && claim.length === 0)) {
    if (!settings.acceptEmptyRoleClaim) throw new TokenRefused('role_claim_empty');
    return [];
  }
  if (!Array.isArray(claim) || !claim.every((role) => typeof role === 'string')) {
    throw new TokenRefused('role_claim_not_array');
  }
  return claim;
}

/** RFC 6901. Only own members are looked at, so that `/constructor` finds nothing. */
export function resolvePointer(document: JsonObject, pointer: string): unknown {
  let value: unknown = document;
  for (const step of pointer.split('/').slice(1)) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(value)) value = /^(0|[1-9]\d*)$/.test(key) ? value[Number(key)] : undefined;
    else if (isJsonObject(value) && Object.hasOwn(value, key)) value = value[key];
    else return undefined;
  }
  return value;
}
