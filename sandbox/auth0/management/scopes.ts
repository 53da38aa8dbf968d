/** Scopes of the Management API that this tenant knows; they are the scopes of its system API. */
export const MANAGEMENT_SCOPES: readonly { value: string; description: string }[] = [
  { description: 'Read Client Grants', value: 'read:client_grants' },
  { description: 'Create Client Grants', value: 'create:client_grants' },
  { description: 'Update Client Grants', value: 'update:client_grants' },
  { description: 'Delete Client Grants', value: 'delete:client_grants' },
  { description: 'Read Clients', value: 'read:clients' },
  { description: 'Create Clients', value: 'create:clients' },
  { description: 'Update Clients', value: 'update:clients' },
  { description: 'Delete Clients', value: 'delete:clients' },
  { description: 'Read Client Keys', value: 'read:client_keys' },
  { description: 'Update Client Keys', value: 'update:client_keys' },
  { description: 'Read Client Credentials', value: 'read:client_credentials' },
  { description: 'Create Client Credentials', value: 'create:client_credentials' },
  { description: 'Update Client Credentials', value: 'update:client_credentials' },
  { description: 'Delete Client Credentials', value: 'delete:client_credentials' },
  { description: 'Read Resource Servers', value: 'read:resource_servers' },
  { description: 'Create Resource Servers', value: 'create:resource_servers' },
  { description: 'Update Resource Servers', value: 'update:resource_servers' },
  { description: 'Delete Resource Servers', value: 'delete:resource_servers' },
  { description: 'Read Tenant Settings', value: 'read:tenant_settings' },
];

/** What the seeded Management application is granted: the operator's minimum of facts/auth0.md 2.5. */
export const OPERATOR_SCOPES: readonly string[] = [
  ...['resource_servers', 'clients', 'client_grants'].flatMap((entity) =>
    ['create', 'read', 'update', 'delete'].map((verb) => `${verb}:${entity}`),
  ),
  'read:client_keys',
  'update:client_keys',
  'create:client_credentials',
  'update:client_credentials',
  'read:client_credentials',
];
