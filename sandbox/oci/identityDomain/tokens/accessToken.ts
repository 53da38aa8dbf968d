import { randomUUID } from 'node:crypto';
import { signCompact } from '../../../identity/compactSignature';
import type { JsonObject } from '../../../identity/json';
import { privateKeyOf } from '../../../identity/signingKeys';
import type { DomainContext } from '../domainContext';
import type { App, DomainKey } from '../domainState';
import { thumbprintsOf } from '../keys/domainKeys';
import { ADMIN_SCOPE, adminAudience, openidAudience } from './adminScope';
import { customClaimValues } from './customClaimValues';
import type { RequestedScopes } from './requestedScopes';
import { originClaims, type DomainSignedIn, subjectClaims } from './tokenSubject';

/** How long ago a token expired that is to be expired: beyond any clock skew that a verifier allows. */
const EXPIRED_AGO_S = 3600;
const DEFAULT_LIFETIME_S = 3600;
const ACCOUNT_AUDIENCE = 'urn:opc:resource:scope:account';

/** What a token is made for. */
export interface TokenOrder {
  readonly client: App;
  readonly requested: RequestedScopes;
  readonly signedIn: DomainSignedIn | undefined;
  /** Names of the request's `claims` parameter. */
  readonly claims: readonly string[];
}

export interface IssuedToken {
  readonly token: string;
  /** Seconds. */
  readonly expiresIn: number;
}

/** An access token (facts/oci-iam.md 2.2, 2.3): one resource gives a text as `aud`, several or secondary audiences a list. */
export async function issueAccessToken(context: DomainContext, order: TokenOrder): Promise<IssuedToken> {
  const { store, rules, behaviour, clock } = context;
  const { client, requested, signedIn, claims } = order;
  const audience = audienceOf(context, requested);
  const [ruled = ''] = [audience].flat();
  const expiresIn = rules.lifetime(ruled, requested.isAdministration) ?? lifetimeOf(requested);
  const shift = rules.isExpired(ruled, requested.isAdministration) ? expiresIn + EXPIRED_AGO_S : 0;
  const issuedAt = Math.floor(clock().getTime() / 1000) - shift;
  const scopes = requested.resources.flatMap((each) => each.scopes);
  const payload: JsonObject = {
    // First, so that no claim of the domain's own is replaced.
    ...customClaimValues(store, behaviour, {
      tokenType: 'AT',
      scopes: scopes.map(({ fqs }) => fqs),
      requested: claims,
      user: signedIn?.user,
    }),
    ...subjectClaims(client, signedIn),
    ...originClaims(client, store),
    iss: store.issuer,
    aud: audience,
    scope: scopeOf(requested),
    ...(signedIn && { gtp: 'azc' }), // [?] the value for client_credentials is not known: left out there
    ...(requested.resources[0] && { resource_app_id: requested.resources[0].resource.id }),
    ...(requested.isAdministration && rolesOf(context, order)),
    exp: issuedAt + expiresIn,
    iat: issuedAt,
    jti: randomUUID().replaceAll('-', ''),
  };
  return { token: signWithDomainKey(payload, await context.keys.current()), expiresIn };
}

/** The header has no `typ`. */
export function signWithDomainKey(payload: JsonObject, key: DomainKey): string {
  const header = { ...thumbprintsOf(key), kid: key.kid, alg: 'RS256' };
  return signCompact(header, payload, 'RS256', privateKeyOf(key));
}

function audienceOf({ store }: DomainContext, requested: RequestedScopes): string | string[] {
  if (requested.isEverything) return ACCOUNT_AUDIENCE;
  if (requested.isAdministration) return adminAudience(store);
  if (requested.resources.length === 0) return openidAudience(store);
  const audiences = requested.resources.flatMap(({ resource }) => [
    resource.audience ?? '',
    ...secondaryAudiences(resource),
  ]);
  const [first = '', ...others] = audiences;
  return others.length === 0 ? first : audiences;
}

function secondaryAudiences(resource: App): string[] {
  const audiences = resource['secondaryAudiences'];
  return Array.isArray(audiences) ? audiences.map(String) : [];
}

function scopeOf(requested: RequestedScopes): string {
  if (requested.isAdministration) return ADMIN_SCOPE;
  const scopes = requested.resources.flatMap((each) => each.scopes.map(({ value }) => value));
  // [?] whether `openid` stands beside the scopes of a resource; here it does not.
  return (scopes.length > 0 ? scopes : requested.openid).join(' ');
}

/** The least of the resource apps' own and of what the request allows. */
function lifetimeOf({ resources, expiry }: RequestedScopes): number {
  const own = resources.map(({ resource }) => resource.accessTokenExpiry);
  return Math.min(...(own.length > 0 ? own : [DEFAULT_LIFETIME_S]), expiry ?? Infinity);
}

function rolesOf({ store }: DomainContext, { client, signedIn }: TokenOrder): JsonObject {
  const own = { clientAppRoles: ['Authenticated Client', ...store.administratorRoles(client.id)] };
  const ofUser = signedIn && {
    userAppRoles: ['Authenticated', ...store.administratorRoles(signedIn.user.id)],
  };
  return { ...own, ...ofUser };
}
