import { createHash, randomBytes } from 'node:crypto';
import { signCompact } from '../../identity/compactSignature';
import { isJsonObject, type JsonObject } from '../../identity/json';
import { type CertifiedKey, privateKeyOf } from '../../identity/signingKeys';
import { applicationKey } from '../keys/applicationKey';
import { GRAPH_APP_ID } from '../graph/microsoftGraph';
import type { TenantContext } from '../tenantContext';
import type { User } from '../tenantState';
import type { Client } from './clientAuthentication';
import type { Resource } from './resourceScope';

/** `iat` and `nbf` lie this far back (facts/entra.md 2.2). */
const BACKDATED_S = 300;
const LIFETIME_S = 3600;
/** How long ago a token expired that is to be expired: beyond any clock skew that a verifier allows. */
const EXPIRED_AGO_S = 3600;

/** What a token is made for. */
export interface TokenOrder {
  readonly client: Client;
  readonly resource: Resource;
  /** Whom the client acts for, and with which scopes; absent: for itself. */
  readonly user?: { readonly user: User; readonly scopes: readonly string[] };
}

export interface IssuedToken {
  readonly token: string;
  /** Seconds. */
  readonly expiresIn: number;
}

/** An access token in the version that the API's registration asks for, whichever endpoint was called. */
export async function issueAccessToken(context: TenantContext, order: TokenOrder): Promise<IssuedToken> {
  const { store } = context;
  const { client, resource, user } = order;
  const published = store.published(resource.principal);
  const isV2 = published.tokenVersion === 2;
  const { appId } = resource.principal.properties;
  const audience = isV2 ? appId : resource.name;
  const { times, expiresIn } = lifeOf(context, audience, appId === GRAPH_APP_ID);
  const subject = user?.user.id ?? client.principal.properties.id;
  const roles = store.roleValues(subject, resource.principal);
  const payload: JsonObject = {
    aud: audience,
    iss: isV2 ? store.addresses.issuerV2 : store.addresses.issuerV1,
    ...times,
    aio: opaque(),
    ...clientClaims(client, isV2),
    ...(user && userClaims(user.user, isV2)),
    ...(!user && wantsIdtyp(context, appId) && { idtyp: 'app' }),
    oid: subject,
    rh: `0.${opaque()}.`,
    ...(roles.length > 0 && { roles }),
    ...(user && user.scopes.length > 0 && { scp: user.scopes.join(' ') }),
    sub: user ? pairwiseSubject(user.user, appId) : subject,
    tid: store.state.tenantId,
    uti: opaque(),
    ver: isV2 ? '2.0' : '1.0',
  };
  const key = (await applicationKey(context, appId)) ?? (await context.keys.current());
  return { token: signWithTenantKey(payload, key, isV2), expiresIn };
}

export function signWithTenantKey(payload: JsonObject, key: CertifiedKey, isV2 = true): string {
  const header = { typ: 'JWT', alg: 'RS256', ...(!isV2 && { x5t: key.kid }), kid: key.kid };
  return signCompact(header, payload, 'RS256', privateKeyOf(key));
}

/** What every token says of time, and `expires_in`: 3599 of the 3900 seconds are left when it arrives. */
export function lifeOf(
  { rules, clock }: TenantContext,
  audience: string,
  isGraph: boolean,
): { readonly times: { iat: number; nbf: number; exp: number }; readonly expiresIn: number } {
  const lifetime = rules.lifetime(audience, isGraph) ?? LIFETIME_S;
  const shift = rules.isExpired(audience, isGraph) ? lifetime + EXPIRED_AGO_S : 0;
  const now = Math.floor(clock().getTime() / 1000) - shift;
  const iat = now - BACKDATED_S;
  return { times: { iat, nbf: iat, exp: now + lifetime }, expiresIn: lifetime - 1 };
}

function clientClaims({ application, authentication }: Client, isV2: boolean): JsonObject {
  const { appId, displayName } = application.properties;
  return isV2
    ? { azp: appId, azpacr: authentication }
    : { app_displayname: displayName, appid: appId, appidacr: authentication };
}

function userClaims({ displayName, userPrincipalName }: User, isV2: boolean): JsonObject {
  return isV2
    ? { name: displayName, preferred_username: userPrincipalName }
    : { name: displayName, unique_name: userPrincipalName, upn: userPrincipalName };
}

/** The optional claim that tells a token of an application alone (facts/entra.md 2.2). */
function wantsIdtyp({ store }: TenantContext, appId: string): boolean {
  const claims = store.client(appId)?.properties.optionalClaims?.['accessToken'];
  return Array.isArray(claims) && claims.some((claim) => isJsonObject(claim) && claim['name'] === 'idtyp');
}

/** The same user has another one with each API. */
export function pairwiseSubject({ id }: User, appId: string): string {
  return createHash('sha256').update(`${id} ${appId}`).digest('base64url');
}

export function opaque(): string {
  return randomBytes(16).toString('base64url');
}
