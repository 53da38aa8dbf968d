import { postmanCollection } from '../../../../components/export/postman/collection';
import { postmanEnvironment } from '../../../../components/export/postman/environment';
import { planRequests } from '../../../../components/export/requests/requestPlan';
import type { Manifest } from '../../../../components/manifest';
import { auth0 } from '../../../sandbox/identity/support/auth0';
import { entra } from '../../../sandbox/identity/support/entra';
import { identityDomain } from '../../../sandbox/identity/support/identityDomain';
import { Walk } from '../../../sandbox/identity/support/walk';
import type { WalkProvider, WebClient } from '../../../sandbox/identity/support/walkProvider';
import { manifest } from '../../cli/fixtures';
import { PostmanUser } from './postmanUser';

const CALLBACK = 'https://oauth.pstmn.io/v1/callback';

let walk: Walk;
beforeAll(async () => {
  walk = await Walk.start();
});
afterAll(() => walk.stop());

/** What a stack of this API exports. */
function manifestOf(
  { issuer, audience, jwksUrl }: WalkProvider,
  identityProvider: object,
  web: WebClient,
): Manifest {
  return manifest({
    identityProvider: { ...identityProvider },
    trust: { issuer, audience, jwksUrl, authorisation: { mode: 'scope' } },
    clients: { web: { clientId: web.id, scopes: ['orders.read'], redirectUris: [CALLBACK] } },
    ords: { ...manifest().ords, baseUrl: walk.environment['ORDS_BASE_URL'] ?? '', schemaAlias: 'ordsdemo' },
  });
}

test.each([
  ['Auth0', auth0, () => ({ kind: 'auth0', domain: walk.environment['AUTH0_DOMAIN'] })],
  ['OCI IAM', identityDomain, () => ({ kind: 'oci-iam', domainUrl: walk.environment['OCI_IAM_DOMAIN_URL'] })],
  [
    'Entra',
    entra,
    () => ({
      kind: 'entra',
      tenantId: walk.environment['ARM_TENANT_ID'],
      loginEndpoint: walk.sandbox.entra.url,
    }),
  ],
])(
  '%s: what is written for Postman signs a person in, and the calls are let in',
  async (_name, open, kind) => {
    const provider = await open(walk);
    await walk.trust(provider);
    const web = await provider.createClient('web', CALLBACK);
    const plan = planRequests(manifestOf(provider, kind(), web));
    const secrets = { web_client_secret: web.secret };
    const user = new PostmanUser(postmanCollection(plan), postmanEnvironment(plan), secrets, walk.browser);
    const token = await user.tokenOf('web', provider.user);
    expect(await user.send('web', token)).toEqual({ 'GET orders': 200 });
    expect(await user.send('without a token')).toEqual({ 'GET orders': 401 });
    await expect(user.tokenOf('web', { ...provider.user, password: 'wrong' })).rejects.toThrow(
      'no code came back: 401',
    );
  },
);
