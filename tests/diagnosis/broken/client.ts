import type { BrokenConfiguration } from '../support/configuration';

/** The API and its client in the identity provider. facts/auth0.md 2 and 3. */
export const CLIENT: readonly BrokenConfiguration[] = [
  {
    name: 'an API that was deleted',
    seen: 'no token',
    finding: 'idp.api.missing',
    break: (place) => place.bench.manage('DELETE', place.apiPath),
    token: 'earlier',
  },
  {
    name: 'an API of another identifier',
    seen: 'no token',
    finding: 'idp.api.missing',
    break: async (place) => {
      await place.bench.manage('DELETE', place.apiPath);
      await place.bench.manage('POST', 'resource-servers', { identifier: `${place.audience}/` });
    },
    token: 'earlier',
  },
  {
    name: 'a client that was deleted',
    seen: 'no token',
    finding: 'idp.client.missing',
    break: (place) => place.bench.manage('DELETE', `clients/${place.login.clientId}`),
    token: 'earlier',
  },
  {
    name: 'a client without a grant',
    seen: 'no token',
    finding: 'idp.grant.missing',
    break: async (place) => place.bench.manage('DELETE', await place.grantPath()),
    token: 'earlier',
  },
  {
    name: 'a grant that lost its scope',
    seen: 401,
    finding: 'idp.grant.scope_missing',
    break: async (place) => place.bench.manage('PATCH', await place.grantPath(), { scope: [] }),
  },
  {
    name: 'a scope that was never put into the API',
    seen: 401,
    finding: 'idp.scope.missing',
    break: async (place) => {
      await place.bench.manage('PATCH', await place.grantPath(), { scope: [] });
      await place.bench.manage('PATCH', place.apiPath, { scopes: [] });
    },
  },
  {
    name: 'a grant with a scope that nobody declared for the client',
    seen: 'works',
    finding: 'idp.grant.scope_undeclared',
    namedBy: 'drift',
    shape: {
      scopes: { 'orders.read': { modules: ['orders'] }, 'orders.write': { patterns: ['/orders/new/*'] } },
      modules: { orders: { basePath: '/orders/', templates: ['.', 'new/x'] } },
    },
    break: async (place) =>
      place.bench.manage('PATCH', await place.grantPath(), { scope: ['orders.read', 'orders.write'] }),
  },
  {
    name: 'a scope in the API that nobody declared',
    seen: 'works',
    finding: 'idp.scope.undeclared',
    namedBy: 'drift',
    break: (place) =>
      place.bench.manage('PATCH', place.apiPath, {
        scopes: [{ value: 'orders.read' }, { value: 'orders.delete' }],
      }),
  },
  {
    name: 'a second client of a create that was sent twice',
    seen: 'works',
    finding: 'idp.client.orphan',
    namedBy: 'drift',
    declare: (manifest) => ({ ...manifest, claim: '4f9a2c81d3e0' }),
    break: (place) =>
      place.bench.manage('POST', 'clients', {
        name: 'orders-backend',
        client_metadata: { pulumi_ords: 'shop/dev@4f9a2c81d3e0 orders-backend' },
      }),
  },
  {
    name: 'a client with more grant types than it needs',
    seen: 'works',
    finding: 'idp.client.grant_types',
    break: (place) =>
      place.bench.manage('PATCH', `clients/${place.login.clientId}`, {
        grant_types: ['client_credentials', 'authorization_code', 'implicit', 'password'],
      }),
  },
  {
    name: 'an API that signs with HS256',
    seen: 401,
    finding: 'idp.signing_algorithm',
    break: (place) => place.bench.manage('PATCH', place.apiPath, { signing_alg: 'HS256' }),
  },
  {
    name: 'an API that signs with PS256',
    seen: 401,
    finding: 'idp.signing_algorithm',
    break: (place) => place.bench.manage('PATCH', place.apiPath, { signing_alg: 'PS256' }),
  },
  {
    name: 'an API of the token dialect rfc9068_profile',
    seen: 401,
    finding: 'idp.token_dialect',
    break: (place) => place.bench.manage('PATCH', place.apiPath, { token_dialect: 'rfc9068_profile' }),
  },
];
