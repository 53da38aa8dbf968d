import { Auth0UnderTest } from '../identityProviders/auth0';
import type { Prepared } from '../prepare';
import { digest, type HandMadeSide } from './side';

const AUDIENCE = 'https://api.example.com/été/orders';

/** An API and a client of a tenant. */
export function handMadeAuth0({ sandbox, requests }: Prepared): HandMadeSide {
  const auth0 = new Auth0UnderTest(sandbox, requests);
  let clientId = '';
  return {
    option: '--auth0',
    audience: AUDIENCE,
    imported: 5,
    damaged: 'grant',
    async make() {
      await auth0.manage('POST', 'resource-servers', {
        identifier: AUDIENCE,
        name: 'Orders, by hand',
        signing_alg: 'RS256',
        token_lifetime: 7200,
        allow_offline_access: true,
        subject_type_authorization: { user: { policy: 'deny_all' } },
        scopes: [{ value: 'orders.read', description: 'It\'s "read"' }, { value: 'orders.all' }],
      });
      const client = await auth0.manage<{ client_id: string }>('POST', 'clients', {
        name: 'Backend service',
        app_type: 'non_interactive',
        grant_types: ['client_credentials'],
        jwt_configuration: { alg: 'RS256' },
        oidc_conformant: true,
        token_endpoint_auth_method: 'client_secret_post',
        callbacks: ['https://somebody.example.com/else'],
        client_metadata: { team: 'shop' },
      });
      clientId = client.client_id;
      await auth0.manage('POST', 'client-grants', {
        client_id: clientId,
        audience: AUDIENCE,
        scope: ['orders.read'],
      });
    },
    async objects() {
      const found: Record<string, string> = {};
      for (const list of ['resource-servers', 'clients', 'client-grants'])
        found[list] = digest(await auth0.manage('GET', list));
      return found;
    },
    async takeScopes() {
      const grants = await auth0.manage<{ id: string }[]>('GET', `client-grants?client_id=${clientId}`);
      await auth0.manage('PATCH', `client-grants/${grants[0]?.id}`, { scope: [] });
    },
    close: () => Promise.resolve(),
  };
}
