import type { ApplicationProperties } from '../../tenantState';
import { isSame, type TenantStore } from '../../tenantStore';
import { badRequest, GraphError, sameKeyValue } from '../graphError';

/** The rules of newly added identifier URIs (facts/entra.md 1.6). Throws GraphError. */
export function checkIdentifierUris(
  before: readonly string[],
  after: ApplicationProperties,
  store: TenantStore,
): void {
  for (const uri of after.identifierUris.filter((one) => !before.includes(one))) {
    if (!URL.canParse(uri))
      throw badRequest(`Invalid value specified for property 'identifierUris': ${uri}.`); // [?]
    checkHost(uri, store);
    if (after.api.requestedAccessTokenVersion !== 2 && !namesTenantOrApp(uri, after, store))
      throw refusedByPolicy(uri);
    if (isTaken(uri, after, store)) throw sameKeyValue('identifierUris');
  }
}

/** [?] whether applications with version 2 tokens are exempt from this as well. */
function checkHost(uri: string, { state }: TenantStore): void {
  const { protocol, hostname } = new URL(uri);
  if (!/^https?:$/.test(protocol) || isUnder(hostname, state.domains)) return;
  throw new GraphError(
    400,
    'HostNameNotOnVerifiedDomain',
    `Values of identifierUris property must use a verified domain of the organization or its subdomain: '${uri}'`,
  );
}

function namesTenantOrApp(uri: string, { appId }: ApplicationProperties, { state }: TenantStore): boolean {
  const text = uri.toLowerCase();
  return (
    text.includes(appId) ||
    text.includes(state.tenantId) ||
    isUnder(new URL(uri).host.toLowerCase(), state.domains)
  );
}

function isUnder(host: string, domains: readonly string[]): boolean {
  return domains.some((domain) => host === domain || host.endsWith(`.${domain}`));
}

function isTaken(uri: string, { id }: ApplicationProperties, { state, addresses }: TenantStore): boolean {
  const others = state.applications.filter(({ properties }) => properties.id !== id);
  const taken = [addresses.graph, ...others.flatMap(({ properties }) => properties.identifierUris)];
  return taken.some((other) => isSame(other, uri));
}

/** [?] the code. */
function refusedByPolicy(uri: string): GraphError {
  return badRequest(
    `Failed to add identifier URI ${uri}. All newly added URIs must contain a tenant verified domain, tenant ID, or app ID, as per the default tenant policy of your organization.`,
  );
}
