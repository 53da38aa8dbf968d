import Ajv from 'ajv';

import { postmanCollection } from '../../../../components/export/postman/collection';
import { postmanEnvironment } from '../../../../components/export/postman/environment';
import type { OAuth2 } from '../../../../components/export/postman/oauth2';
import { planRequests } from '../../../../components/export/requests/requestPlan';
import type { Manifest } from '../../../../components/manifest';
import { onAuth0, onEntra, onOciIam } from '../requests/requestFixtures';
import { COLLECTION, ENVIRONMENT } from './postmanSchema';

const collection = (given: Manifest) => postmanCollection(planRequests(given));

/** The settings of a client's folder, by name. */
function auth(given: Manifest, client: string): Record<string, unknown> {
  const folder = collection(given).item.find(({ name }) => name === client);
  return Object.fromEntries((folder?.auth as OAuth2).oauth2.map(({ key, value }) => [key, value]));
}

describe('the Postman collection', () => {
  test.each([
    ['auth0', onAuth0()],
    ['oci-iam', onOciIam()],
    ['entra', onEntra()],
  ])('of %s has the layout of v2.1, its environment that of an import', (_kind, given) => {
    const ajv = new Ajv({ allErrors: true });
    const plain = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;
    const validate = ajv.compile(COLLECTION);
    validate(plain(collection(given)));
    expect(validate.errors).toBeNull();
    const validateEnvironment = ajv.compile(ENVIRONMENT);
    validateEnvironment(plain(postmanEnvironment(planRequests(given))));
    expect(validateEnvironment.errors).toBeNull();
  });

  test('Auth0: a machine asks for the audience in the body', () => {
    expect(auth(onAuth0(), 'back end')).toEqual({
      tokenName: 'back end',
      grant_type: 'client_credentials',
      accessTokenUrl: '{{token_url}}',
      clientId: '{{back_end_client_id}}',
      clientSecret: '{{back_end_client_secret}}',
      scope: 'orders.read',
      client_authentication: 'body',
      tokenRequestParams: [
        { key: 'audience', value: 'https://api.example.com/orders', enabled: true, send_as: 'request_body' },
      ],
      addTokenTo: 'header',
      headerPrefix: 'Bearer',
    });
  });

  test('Auth0: people sign in with PKCE, and the audience is in the URL', () => {
    expect(auth(onAuth0(), 'web')).toMatchObject({
      grant_type: 'authorization_code_with_pkce',
      challengeAlgorithm: 'S256',
      authUrl: '{{authorization_url}}',
      redirect_uri: 'https://oauth.pstmn.io/v1/callback',
      useBrowser: true,
      authRequestParams: [
        { key: 'audience', value: 'https://api.example.com/orders', enabled: true, send_as: 'request_url' },
      ],
    });
  });

  test('OCI IAM: the scope is qualified, the client is in the header, nothing else is sent', () => {
    const settings = auth(onOciIam(), 'web');
    expect(settings).toMatchObject({ scope: 'ords/orders.read', client_authentication: 'header' });
    expect(settings).not.toHaveProperty('authRequestParams');
    expect(auth(onOciIam(), 'back end')).not.toHaveProperty('tokenRequestParams');
  });

  test("a client without Postman's callback signs people in in Postman's own window", () => {
    const { web } = onAuth0().clients;
    const clients = { web: { ...web!, redirectUris: ['https://shop.example.com/back'] } };
    expect(auth(onAuth0({ clients }), 'web')).toMatchObject({
      redirect_uri: 'https://shop.example.com/back',
      useBrowser: false,
    });
  });

  test('the same endpoints without a token have to be refused', () => {
    const { item } = collection(onAuth0());
    expect(item.map(({ name }) => name)).toEqual(['back end', 'back-end', 'web', 'without a token']);
    expect(item[3]?.auth).toEqual({ type: 'noauth' });
    expect(item[3]?.item.map(({ request }) => request.url.raw)).toEqual([
      '{{base_url}}/orders/',
      '{{base_url}}/audit/',
    ]);
    for (const { event } of item[3]?.item ?? [])
      expect(event[0].script.exec.join('\n')).toContain('pm.response.to.have.status(401)');
  });

  test('its variables are those of the environment; those of secrets are empty and secret', () => {
    const machines = planRequests(onAuth0({ clients: { backend: onAuth0().clients['back end']! } }));
    expect(JSON.stringify(postmanEnvironment(machines))).not.toContain('authorization_url');
    const plan = planRequests(onAuth0());
    const used = JSON.stringify(postmanCollection(plan)).match(/(?<={{)\w+(?=}})/g) ?? [];
    const { values } = postmanEnvironment(plan);
    expect(values.map(({ key }) => key).sort()).toEqual([...new Set(used)].sort());
    const secrets = values.filter(({ key }) => key.endsWith('_client_secret'));
    expect(secrets).toHaveLength(3);
    for (const secret of secrets) expect(secret).toMatchObject({ value: '', type: 'secret' });
  });
});

// Postman runs them; one that does not compile would fail there only.
test('the scripts are what they say', () => {
  const run = (exec: readonly string[], code: number): boolean => {
    let passed = false;
    const refuse = (): never => {
      throw new Error('refused');
    };
    const pm = {
      test: (_name: string, body: () => void) => {
        try {
          body();
          passed = true;
        } catch {
          passed = false;
        }
      },
      response: { code, to: { have: { status: (wanted: number) => wanted === code || refuse() } } },
      expect: (found: number) => ({
        not: { to: { be: { oneOf: (codes: number[]) => !codes.includes(found) || refuse() } } },
      }),
    };
    new Function('pm', exec.join('\n'))(pm);
    return passed;
  };
  const { item } = collection(onAuth0());
  const script = (folder: number): readonly string[] => item[folder]?.item[0]?.event[0].script.exec ?? [];
  expect([200, 401, 403].map((code) => run(script(0), code))).toEqual([true, false, false]);
  expect([401, 200].map((code) => run(script(3), code))).toEqual([true, false]);
});
