import type { Json, JsonObject } from '../../../identity/json';
import type { DomainBehaviour } from '../domainBehaviour';
import type { CustomClaim, User } from '../domainState';
import type { DomainStore } from '../domainStore';
import { groupsOf } from '../resources/users';
import { evaluateExpression } from './userExpression';

/** The token that custom claims are looked up for. */
export interface ClaimTarget {
  readonly tokenType: 'AT' | 'IT';
  /** Fully qualified scopes of the request. */
  readonly scopes: readonly string[];
  /** Names in the request's `claims` parameter. */
  readonly requested: readonly string[];
  readonly user: User | undefined;
}

/**
 * The custom claims of a token (facts/oci-iam.md 2.6): expressions need a user, so that a token of client_credentials has
 * none of them. [?] mode `request` is read as the `claims` parameter of OpenID Connect.
 */
export function customClaimValues(
  store: DomainStore,
  behaviour: DomainBehaviour,
  target: ClaimTarget,
): JsonObject {
  const values: JsonObject = {};
  for (const claim of store.state.customClaims) {
    if (!applies(claim, target)) continue;
    const value = valueOf(claim, store, behaviour, target.user);
    if (value !== undefined) values[claim.name] = value;
  }
  return values;
}

function applies(claim: CustomClaim, { tokenType, scopes, requested }: ClaimTarget): boolean {
  if (claim.tokenType !== 'BOTH' && claim.tokenType !== tokenType) return false;
  if (claim.mode === 'never' || (claim.mode === 'request' && !requested.includes(claim.name))) return false;
  return claim.allScopes || claim.scopes.some((scope) => scopes.includes(scope));
}

function valueOf(
  claim: CustomClaim,
  store: DomainStore,
  behaviour: DomainBehaviour,
  user: User | undefined,
): Json | undefined {
  if (!claim.expression) return user || behaviour.constantClaimsForClients ? claim.value : undefined;
  if (!user) return undefined;
  const { password: _never, ...attributes } = user;
  const value = evaluateExpression(claim.value, { ...attributes, groups: groupsOf(user, store) });
  const isNothing = Array.isArray(value) && value.length === 0;
  if (!isNothing) return value;
  return behaviour.emptyGroupsClaim === 'empty text' ? '' : undefined;
}

/** The names of claims that an OpenID Connect `claims` parameter asks for; one that is no JSON asks for none. */
export function requestedClaims(parameter: string | undefined): string[] {
  try {
    const parsed = JSON.parse(parameter ?? '{}') as Record<string, unknown>;
    return Object.values(parsed).flatMap((members) => Object.keys((members ?? {}) as object));
  } catch {
    return [];
  }
}
