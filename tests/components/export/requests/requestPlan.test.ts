import { planRequests } from '../../../../components/export/requests/requestPlan';
import { variableNames } from '../../../../components/export/requests/variableNames';
import { manifest } from '../../cli/fixtures';
import { onAuth0, onEntra, onOciIam } from './requestFixtures';

describe('planRequests', () => {
  test('Auth0: short scopes, the audience as a parameter, the secret in the body', () => {
    const { tokens, clients } = planRequests(onAuth0());
    expect(tokens).toMatchObject({
      authorizationUrl: 'https://tenant.example.com/authorize',
      tokenUrl: 'https://tenant.example.com/oauth/token',
      clientAuthentication: 'body',
      parameters: { audience: 'https://api.example.com/orders' },
    });
    expect(clients.map(({ scope }) => scope)).toEqual([
      'orders.read',
      'orders.read orders.audit',
      'orders.read',
    ]);
  });

  test('OCI IAM: fully qualified scopes, no parameter, the secret in the header', () => {
    const { tokens, clients } = planRequests(onOciIam());
    expect(tokens).toMatchObject({
      authorizationUrl: 'https://idcs-1.identity.oraclecloud.com/oauth2/v1/authorize',
      tokenUrl: 'https://idcs-1.identity.oraclecloud.com/oauth2/v1/token',
      clientAuthentication: 'header',
      parameters: {},
    });
    expect(clients[1]?.scope).toBe('ords/orders.read ords/orders.audit');
  });

  test('Entra: a machine asks for every role that it has, a person for scopes below the identifier URI', () => {
    const { tokens, clients } = planRequests(onEntra());
    const directory = 'https://login.microsoftonline.com/8f3a1c52-0c1d-4a61-9d6e-2b7f5f0f1a11';
    expect(tokens).toMatchObject({
      authorizationUrl: `${directory}/oauth2/v2.0/authorize`,
      tokenUrl: `${directory}/oauth2/v2.0/token`,
      clientAuthentication: 'body',
      parameters: {},
    });
    expect(clients.map(({ scope }) => scope)).toEqual(['c1/.default', 'c1/.default', 'api://c1/orders.read']);
    expect(clients.map(({ endpoints }) => endpoints.length)).toEqual([1, 2, 1]);
  });

  test('a client has the endpoints that its scopes cover; what is public needs no token', () => {
    const plan = planRequests(onAuth0());
    const orders = { name: 'orders', path: '/orders/' };
    const audit = { name: 'audit', path: '/audit/' };
    expect(plan.baseUrl).toBe('https://ords.example.com/ords/demo');
    expect(plan.clients.map(({ endpoints }) => endpoints)).toEqual([[orders], [orders, audit], [orders]]);
    expect(plan.protectedEndpoints).toEqual([orders, audit]);
    expect(plan.leftOut).toEqual([]);
  });

  test('role mode of OCI IAM: a machine is let in to nothing', () => {
    const { trust } = onOciIam();
    const authorisation = { mode: 'role', roleClaim: 'iam_groups' } as const;
    const { clients } = planRequests(onOciIam({ trust: { ...trust, authorisation } }));
    expect(clients.map(({ endpoints }) => endpoints.length)).toEqual([0, 0, 1]);
  });

  test('a module that the stack did not make is left out, unless the catalogue knows it', () => {
    const { ords } = manifest();
    const given = manifest({ ords: { ...ords, modules: {} } });
    expect(planRequests(given).leftOut).toEqual([
      { object: 'orders', reason: expect.stringContaining('ORDS_PASSWORD') as string },
    ]);
    const schema = {
      ...{ schema: 'ORDSDEMO', enabled: true, alias: 'demo', profile: null, privileges: [], roles: [] },
      modules: [{ name: 'orders', basePath: '/o/', status: 'PUBLISHED', templates: ['list'] }],
      legacyClients: { state: 'read', value: [] },
      legacyPackageUses: { state: 'read', value: [] },
    } as const;
    const plan = planRequests(given, { schema });
    expect(plan.clients[0]?.endpoints).toEqual([{ name: 'orders', path: '/o/list' }]);
  });

  test('an ORDS that is not https gets no request with a token', () => {
    const { ords } = manifest();
    const plan = planRequests(manifest({ ords: { ...ords, baseUrl: 'http://ords.example.com/ords' } }));
    expect(plan.clients[0]?.endpoints).toEqual([]);
    expect(plan.leftOut[0]?.reason).toContain('is not https');
  });

  test('an identity provider that this release does not know is an error', () => {
    expect(() => planRequests(manifest({ identityProvider: { kind: 'other' } }))).toThrow(
      expect.objectContaining({ code: 'export.requests.provider' }),
    );
    expect(() => planRequests(manifest({ identityProvider: { kind: 'constructor' } }))).toThrow(
      expect.objectContaining({ code: 'export.requests.provider' }),
    );
  });
});

test('variableNames makes plain names, each once', () => {
  expect(variableNames(['a b', 'a-b', 'a_b_2', '1', 'é'])).toEqual(['a_b', 'a_b_2', 'a_b_2_2', '_1', '_']);
});
