import type { LiveApi, LiveAuth0, LiveClient } from '../../../components/export/liveAuth0';

export const API_ID = '0123456789abcdef01234567';

export function liveApi(change: Partial<LiveApi> = {}): LiveApi {
  return {
    id: API_ID,
    name: 'Orders API',
    signingAlgorithm: 'RS256',
    tokenLifetime: 7_200,
    scopes: [{ name: 'orders.read' }],
    ...change,
  };
}

export function liveClient(change: Partial<LiveClient> = {}): LiveClient {
  return {
    clientId: 'idofbackend',
    name: 'Backend service',
    appType: 'non_interactive',
    grantTypes: ['client_credentials'],
    algorithm: 'RS256',
    oidcConformant: true,
    authenticationMethod: 'client_secret_post',
    redirectUris: [],
    grant: { id: 'cgr_1', scopes: ['orders.read'], allScopes: false, subjectType: 'client' },
    ...change,
  };
}

/** One that people sign in to. */
export function liveWebClient(change: Partial<LiveClient> = {}): LiveClient {
  return liveClient({
    clientId: 'idofweb',
    name: 'Shop',
    appType: 'regular_web',
    grantTypes: ['authorization_code', 'refresh_token'],
    redirectUris: ['https://shop.example.com/callback'],
    grant: { id: 'cgr_2', scopes: ['orders.read'], allScopes: false, subjectType: 'user' },
    ...change,
  });
}

/** What agrees with the schema of ./fixtures: everything of it can be expressed. */
export function liveAuth0(change: Partial<LiveAuth0> = {}): LiveAuth0 {
  return {
    domain: 'tenant.example.com',
    api: liveApi(),
    clients: [liveClient()],
    otherGrants: [],
    ...change,
  };
}
