import type { BrokenConfiguration } from '../support/configuration';
import { BY_SCOPE } from '../support/identityProviders/identityProvider';
import { TWO_SCOPES } from '../support/shape';

/** The API and its client in any identity provider. facts/auth0.md 2 and 3, facts/oci-iam.md 1.3 and 2, facts/entra.md 1.3 and 2. */
export const CLIENT: readonly BrokenConfiguration[] = [
  {
    name: 'an API that was deleted',
    seen: 'no token',
    finding: 'idp.api.missing',
    break: ({ bench, audience }) => bench.provider.removeApi(audience),
    token: 'earlier',
  },
  {
    name: 'an API of another identifier',
    seen: 'no token',
    finding: 'idp.api.missing',
    break: ({ bench, audience }) => bench.provider.changeAudience(audience, `${audience}/`),
    token: 'earlier',
  },
  {
    name: 'a client that was deleted',
    seen: 'no token',
    finding: 'idp.client.missing',
    break: ({ bench, login }) => bench.provider.removeClient(login),
    token: 'earlier',
  },
  {
    name: 'a client without a grant',
    seen: 'no token',
    finding: 'idp.grant.missing',
    break: ({ bench, login, audience }) => bench.provider.setGranted(login, audience, null),
    token: 'earlier',
  },
  {
    name: 'a grant that lost its scope',
    seen: 401,
    finding: 'idp.grant.scope_missing',
    shape: TWO_SCOPES,
    break: ({ bench, login, audience }) => bench.provider.setGranted(login, audience, ['orders.write']),
    // A domain gives no token at all where one of the scopes is not the client's.
    differs: { 'oci-iam': { seen: 'no token', token: 'earlier' } },
  },
  {
    name: 'a scope that was never put into the API',
    seen: 401,
    finding: 'idp.scope.missing',
    shape: TWO_SCOPES,
    break: async ({ bench, login, audience }) => {
      await bench.provider.setGranted(login, audience, ['orders.write']);
      await bench.provider.setApiScopes(audience, ['orders.write']);
    },
    differs: { 'oci-iam': { seen: 'no token', token: 'earlier' } },
  },
  {
    name: 'a grant with a scope that nobody declared for the client',
    seen: 'works',
    finding: 'idp.grant.scope_undeclared',
    namedBy: 'drift',
    shape: { ...TWO_SCOPES, clients: { backend: { scopes: ['orders.read'] } } },
    break: ({ bench, login, audience }) =>
      bench.provider.setGranted(login, audience, ['orders.read', 'orders.write']),
  },
  {
    name: 'a scope in the API that nobody declared',
    seen: 'works',
    finding: 'idp.scope.undeclared',
    namedBy: 'drift',
    break: ({ bench, audience }) => bench.provider.setApiScopes(audience, ['orders.read', 'orders.delete']),
  },
  {
    name: 'a second client of a create that was sent twice',
    seen: 'works',
    finding: 'idp.client.orphan',
    namedBy: 'drift',
    declare: (manifest) => ({ ...manifest, claim: '4f9a2c81d3e0' }),
    break: ({ bench }) =>
      bench.provider.createMarkedClient('orders-backend', {
        claim: '4f9a2c81d3e0',
        resource: 'orders-backend',
      }),
  },
  {
    name: 'a client with more grant types than it needs',
    // A client of Entra has none to choose.
    providers: BY_SCOPE,
    seen: 'works',
    finding: 'idp.client.grant_types',
    break: ({ bench, login }) =>
      bench.provider.setGrantTypes(login, ['client_credentials', 'refresh_token', 'password']),
  },
];
