import { GRAPH_APP_ID } from '../graph/microsoftGraph';
import type { TenantContext } from '../tenantContext';
import { isSame } from '../tenantStore';
import { defaultScopeName, type Resource, resourceNamed } from '../tokens/resourceScope';
import { missingField, severalResources, unknownScope } from '../tokens/tokenErrors';

const OPENID = ['openid', 'profile', 'email', 'offline_access'];

/** What a user's client asks for: scopes of one API, and those of OpenID Connect. */
export interface RequestedScopes {
  readonly resource: Resource;
  /** Short, as `scp` shows them. */
  readonly scopes: readonly string[];
  readonly openid: readonly string[];
}

/** The words of a `scope` parameter. Throws EntraOAuthError. */
export function requestedScopes(context: TenantContext, scope: string | undefined): RequestedScopes {
  if (scope === undefined) throw missingField('scope');
  const words = [...new Set(scope.split(' ').filter((word) => word !== ''))];
  const openid = words.filter((word) => OPENID.includes(word));
  const named = words.filter((word) => !OPENID.includes(word)).map((word) => parse(context, word));
  const [first] = named;
  // Without an API the token is one for Graph, which tells who the user is.
  if (!first) return { resource: resourceNamed(context.store, GRAPH_APP_ID), scopes: openid, openid };
  if (named.some(({ resource }) => resource.principal !== first.resource.principal))
    throw severalResources(scope);
  const scopes = [...new Set(named.flatMap((one) => one.scopes))];
  return { resource: first.resource, scopes, openid };
}

/** What the answer says in `scope`: full names. */
export function fullScope({ resource, scopes, openid }: RequestedScopes): string {
  const named = scopes.filter((word) => !openid.includes(word)).map((word) => `${resource.name}/${word}`);
  return [...named, ...openid].join(' ');
}

/** `<API>/<scope>` or `<API>/.default`: a scope alone would be one of Graph, which has none here. */
function parse(
  { store, behaviour }: TenantContext,
  word: string,
): { readonly resource: Resource; readonly scopes: readonly string[] } {
  const all = defaultScopeName(word);
  const slash = word.lastIndexOf('/');
  if (slash <= 0) throw unknownScope(word);
  const resource = resourceNamed(store, all ?? word.slice(0, slash));
  const enabled = store
    .published(resource.principal)
    .scopes.flatMap(({ isEnabled, value }) => (isEnabled && value ? [value] : []));
  if (all !== undefined) return { resource, scopes: enabled };
  const byClientId = isSame(resource.name, resource.principal.properties.appId);
  const value = enabled.find((one) => one === word.slice(slash + 1));
  if (value === undefined || (byClientId && !behaviour.clientIdScopes)) throw unknownScope(word);
  return { resource, scopes: [value] };
}
