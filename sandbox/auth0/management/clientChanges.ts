import { isJsonObject, type JsonObject } from '../../identity/json';
import { ManagementError, validationError } from '../managementErrors';
import type { Client } from '../tenantState';
import type { TenantStore } from '../tenantStore';
import { mergeJwtConfiguration } from './clientDefaults';
import { requireScope } from './routeContext';

/** Members of a create or update that need a scope beyond the route's own (facts/auth0.md 2.5). */
export function requireMemberScopes(sent: JsonObject, scopes: ReadonlySet<string>): void {
  if (sent.client_secret !== undefined) requireScope(scopes, 'update:client_keys');
  if (sent.client_authentication_methods !== undefined) requireScope(scopes, 'update:client_credentials');
}

/**
 * A PATCH: top-level replace, except for `jwt_configuration` and `client_metadata`, which are merged; null takes a
 * member away. Works on a copy, so that a refusal leaves the client as it was.
 */
export function updatedClient(client: Client, sent: JsonObject, store: TenantStore): Client {
  const updated = structuredClone(client);
  for (const [key, value] of Object.entries(sent)) {
    if (key === 'jwt_configuration' && isJsonObject(value)) {
      updated.jwt_configuration = mergeJwtConfiguration(client.jwt_configuration, value);
    } else if (key === 'client_metadata' && isJsonObject(value)) {
      updated.client_metadata = withoutNulls({ ...client.client_metadata, ...value });
    } else if (key === 'token_endpoint_auth_method' && value === null) {
      // Attaching a credential nulls it; detaching brings the old one back (facts/auth0.md 2.4).
      if (!sent.client_authentication_methods) delete updated.token_endpoint_auth_method;
    } else if (value === null) delete updated[key];
    else updated[key] = value;
  }
  checkCredentials(updated, store);
  checkGrantTypes(updated);
  return updated;
}

/** Throws `Invalid grant types` for a public client that would need a secret. */
export function checkGrantTypes(client: Client): void {
  if (client.token_endpoint_auth_method !== 'none') return;
  if (client.grant_types.includes('client_credentials')) {
    throw new ManagementError(400, 'Invalid grant types: client_credentials');
  }
}

/** [?] the wording for a credential that the client does not have. */
function checkCredentials(client: Client, store: TenantStore): void {
  const known = store.credentialsOf(client.client_id).map(({ record }) => record.id);
  const used = client.client_authentication_methods?.private_key_jwt.credentials ?? [];
  const unknown = used.find(({ id }) => !known.includes(id));
  if (unknown) throw validationError(`The credential ${unknown.id} does not exist`);
}

function withoutNulls(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));
}
