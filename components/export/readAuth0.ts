import { userPolicyIn } from '../diagnose/collect/auth0Objects';
import { Auth0Management } from '../diagnose/collect/auth0Management';
import { allPages } from '../diagnose/collect/auth0Pages';
import type { Json } from '../diagnose/collect/managementReader';
import { auth0Tenant } from '../diagnose/collect/auth0Tenant';
import type { ManagementCredentials } from '../diagnose/collect/credentials';
import { text, texts } from '../diagnose/collect/readings';
import type { Http } from '../diagnose/http';
import { given } from './given';
import type { LiveApi, LiveAuth0, LiveClient } from './liveAuth0';
import { byNameAndId } from './liveOrder';
import { readOrThrow } from './readOrThrow';

/** No secret and no key is asked for. */
const CLIENT_FIELDS = [
  'client_id',
  'name',
  'description',
  'app_type',
  'callbacks',
  'grant_types',
  'jwt_configuration',
  'oidc_conformant',
  'token_endpoint_auth_method',
  'client_authentication_methods',
];

/**
 * Reads the API with this identifier, and the clients that have a grant for it. Nothing is written.
 *
 * @param domain Host of the tenant.
 * @throws OrdsError `cli.export.auth0_rights`, and those of reaching the tenant
 */
export async function readAuth0(
  domain: string,
  credentials: ManagementCredentials,
  audience: string,
  http: Http,
): Promise<LiveAuth0> {
  return readOrThrow(
    () => {
      const management = new Auth0Management(auth0Tenant(domain), credentials, http);
      return readTenant(domain, management, audience);
    },
    {
      code: 'cli.export.auth0_rights',
      field: 'AUTH0_CLIENT_ID',
      remedy:
        'give that client read:resource_servers, read:clients and read:client_grants on the Management API, or leave --auth0 out',
    },
  );
}

async function readTenant(domain: string, management: Auth0Management, audience: string): Promise<LiveAuth0> {
  const found = await management.get(
    `resource-servers/${encodeURIComponent(audience)}`,
    'read:resource_servers',
  );
  if (found === undefined) return { domain, api: null, clients: [], otherGrants: [] };
  const asked = new URLSearchParams({ audience }).toString();
  const grants = await allPages(management, 'client-grants', asked, 'read:client_grants');
  const usable = grants.filter((grant) => isUsable(grant, grants));
  const clients = await Promise.all(usable.map((grant) => clientOf(management, grant)));
  return {
    domain,
    api: liveApi(found as Json),
    clients: clients.filter((client) => client !== undefined).sort(byNameAndId),
    otherGrants: grants.filter((grant) => !usable.includes(grant)).map(otherGrant),
  };
}

// Grants of third-party defaults have no client, and a client may have one for itself and one for its users (facts/auth0.md 3.2).
function isUsable(grant: Json, all: readonly Json[]): boolean {
  const { client_id: client } = grant;
  if (typeof client !== 'string') return false;
  const type = subjectType(grant);
  const hasOwn = all.some((other) => other.client_id === client && subjectType(other) === 'client');
  return type === 'client' || (type === 'user' && !hasOwn);
}

function subjectType({ subject_type: type = 'client' }: Json): unknown {
  return type;
}

function otherGrant({ id, client_id: client }: Json): { id: string; reason: string } {
  const reason =
    typeof client === 'string'
      ? `it lets users call through client ${JSON.stringify(client)}, which also calls for itself; a ProtectedApi has clients for one of the two`
      : 'it is for all third-party clients';
  return { id: String(id), reason };
}

async function clientOf(management: Auth0Management, grant: Json): Promise<LiveClient | undefined> {
  const clientId = String(grant.client_id);
  const fields = encodeURIComponent(CLIENT_FIELDS.join(','));
  const found = (await management.get(
    `clients/${encodeURIComponent(clientId)}?fields=${fields}&include_fields=true`,
    'read:clients',
  )) as Json | undefined;
  if (found === undefined) return undefined; // deleted meanwhile
  const { alg } = (found.jwt_configuration ?? {}) as Json;
  const optional = {
    description: text(found.description),
    appType: text(found.app_type),
    algorithm: text(alg),
    authenticationMethod:
      found.client_authentication_methods == null ? text(found.token_endpoint_auth_method) : undefined,
  };
  return {
    ...given(optional),
    clientId,
    name: text(found.name) ?? '',
    grantTypes: texts(found.grant_types),
    oidcConformant: found.oidc_conformant === true,
    redirectUris: texts(found.callbacks),
    grant: {
      id: String(grant.id),
      scopes: texts(grant.scope),
      allScopes: grant.allow_all_scopes === true,
      subjectType: subjectType(grant) === 'user' ? 'user' : 'client',
    },
  };
}

function liveApi(api: Json): LiveApi {
  const scopes = Array.isArray(api.scopes) ? (api.scopes as readonly Json[]) : [];
  return {
    ...given({
      name: text(api.name),
      signingAlgorithm: text(api.signing_alg),
      tokenDialect: text(api.token_dialect),
      userPolicy: userPolicyIn(api),
    }),
    ...(typeof api.token_lifetime === 'number' && { tokenLifetime: api.token_lifetime }),
    id: String(api.id),
    scopes: scopes.map(({ value, description }) => ({
      name: text(value) ?? '',
      ...(typeof description === 'string' && description !== '' && { description }),
    })),
  };
}
