import type { App, AppScope } from '../domainState';
import type { DomainStore } from '../domainStore';
import { ADMIN_SCOPE } from './adminScope';
import { invalidScope, unauthorizedClient } from './tokenErrors';

const EXPIRY_SCOPE = /^urn:opc:resource:expiry=(\d{1,9})$/;
const ALL_RESOURCES = 'urn:opc:resource:consumer::all';
const SEPARATE_TOKENS = 'urn:opc:resource:multiresourcescope';
const OPENID_SCOPES = [
  'openid',
  'profile',
  'email',
  'address',
  'phone',
  'offline_access',
  'groups',
  'approles',
];

/** The scopes that were asked of one resource app. */
export interface ResourceScopes {
  readonly resource: App;
  readonly scopes: readonly AppScope[];
}

/** What a `scope` parameter asks for. */
export interface RequestedScopes {
  readonly resources: readonly ResourceScopes[];
  /** Of OpenID Connect; they need a user. */
  readonly openid: readonly string[];
  /** The domain's own REST API. */
  readonly isAdministration: boolean;
  /** Every resource of the domain, for clients of the trust scope Account. */
  readonly isEverything: boolean;
  /** A token for each resource instead of one for all. */
  readonly isSeparate: boolean;
  /** Seconds that the token may live at most. */
  readonly expiry: number | undefined;
}

/**
 * Reads the `scope` of a request. Resource scopes are fully qualified: audience and value in one; the short one is unknown
 * (facts/oci-iam.md 2.2, 2.4). Throws OAuthError `invalid_scope`, or `unauthorized_client` for one that is not the client's.
 */
export function requestedScopes(scope: string | undefined, client: App, store: DomainStore): RequestedScopes {
  const names = [...new Set((scope ?? '').split(' ').filter((name) => name !== ''))];
  if (names.length === 0) throw invalidScope('The scope is missing.');
  const expiry = names.map((name) => EXPIRY_SCOPE.exec(name)?.[1]).find((seconds) => seconds !== undefined);
  const wanted = names.filter((name) => !EXPIRY_SCOPE.test(name) && name !== SEPARATE_TOKENS);
  const openid = wanted.filter((name) => OPENID_SCOPES.includes(name));
  const rest = wanted.filter((name) => !openid.includes(name));
  const isAdministration = rest.includes(ADMIN_SCOPE);
  const isEverything = rest.includes(ALL_RESOURCES);
  if ((isAdministration || isEverything) && rest.length > 1)
    throw invalidScope(`${rest.find((name) => name.startsWith('urn:opc:'))} goes with no other scope.`);
  if (isEverything && client.trustScope !== 'Account') throw unauthorizedClient();
  return {
    resources: isAdministration || isEverything ? [] : resourcesOf(rest, client, store),
    openid,
    isAdministration,
    isEverything,
    isSeparate: names.includes(SEPARATE_TOKENS),
    expiry: expiry === undefined ? undefined : Number(expiry),
  };
}

/** By resource, in the order in which they were asked for. */
function resourcesOf(names: readonly string[], client: App, store: DomainStore): ResourceScopes[] {
  const found = new Map<App, AppScope[]>();
  for (const name of names) {
    const resource = store.resourceOf(name);
    const scope = resource?.scopes.find(({ fqs }) => fqs === name);
    if (!resource?.active || !scope) throw invalidScope(`The scope ${name} is unknown.`);
    if (!mayUse(client, resource, name)) throw unauthorizedClient();
    found.set(resource, [...(found.get(resource) ?? []), scope]);
  }
  return [...found].map(([resource, scopes]) => ({ resource, scopes }));
}

function mayUse(client: App, resource: App, fqs: string): boolean {
  return (
    client === resource ||
    client.trustScope === 'Account' ||
    client.allowedScopes.some((allowed) => allowed.fqs === fqs)
  );
}
