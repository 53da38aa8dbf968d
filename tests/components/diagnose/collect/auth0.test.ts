import { createHttp, type ClosableHttp } from '../../../../components/diagnose/collect/httpClient';
import { auth0Reader } from '../../../../components/diagnose/collect/auth0';
import { readDiscovery } from '../../../../components/diagnose/collect/discovery';
import type { ManagementReader } from '../../../../components/diagnose/collect/providerReader';
import { requestToken } from '../../../../components/diagnose/collect/tokenRequest';
import type { Http, HttpRequest } from '../../../../components/diagnose/http';
import { CLIENT_MARK, clientMark } from '../../../../components/idp/clientMark';
import { TestTenant } from '../../../sandbox/auth0/support';

const AUDIENCE = 'https://api.example.com/orders';

describe('an Auth0 tenant', () => {
  let test: TestTenant;
  let http: ClosableHttp;
  let asked: HttpRequest[] = [];
  let login: { client_id: string; client_secret: string };
  const counted: Http = (request) => {
    asked.push(request);
    return http(request);
  };
  const settings = () => ({ kind: 'auth0', domain: test.tenant.domain });
  const of = (credentials: { clientId: string; clientSecret: string }) => ({
    auth0: { domain: test.tenant.domain, ...credentials },
  });
  const reader = (credentials = test.tenant.management): ManagementReader =>
    auth0Reader.management(settings(), of(credentials), counted);
  const token = (extra: object = {}) =>
    requestToken(
      {
        tokenUrl: auth0Reader.tokenUrl(settings()),
        clientId: login.client_id,
        clientSecret: login.client_secret,
        audience: AUDIENCE,
        ...extra,
      },
      http,
    );

  beforeAll(async () => {
    test = await TestTenant.start();
    http = createHttp({ ca: test.ca });
    await test.createApi(AUDIENCE, {
      scopes: [{ value: 'orders.read' }, { value: 'orders.write' }],
      token_lifetime: 600,
      token_dialect: 'access_token',
      subject_type_authorization: { user: { policy: 'deny_all' } },
    });
    login = await test.createClientOf(AUDIENCE, ['orders.read']);
  });
  beforeEach(() => (asked = []));
  afterAll(async () => {
    await http.close();
    await test.stop();
  });

  it('shows its API, and null for one that does not exist', async () => {
    const management = reader();
    expect(await management.api(AUDIENCE)).toEqual({
      state: 'read',
      value: {
        identifier: AUDIENCE,
        scopes: ['orders.read', 'orders.write'],
        signingAlgorithm: 'RS256',
        tokenDialect: 'access_token',
        userPolicy: 'deny_all',
        tokenLifetime: 600,
      },
    });
    expect(await management.api('urn:absent')).toEqual({ state: 'read', value: null });
  });

  it('shows its clients with one token, without ever asking for a secret', async () => {
    const ungranted = await test.api('POST', '/clients', { name: 'idle' });
    const idle = String(ungranted.body.client_id);
    const clients = await reader().clients(AUDIENCE, {
      backend: { clientId: login.client_id, scopes: ['orders.read'] },
      idle: { clientId: idle, scopes: [] },
      gone: { clientId: 'a'.repeat(32), scopes: [] },
    });
    expect(clients).toEqual({
      state: 'read',
      value: {
        backend: {
          clientId: login.client_id,
          grantTypes: ['client_credentials'],
          redirectUris: [],
          grantedScopes: ['orders.read'],
        },
        idle: {
          clientId: idle,
          grantTypes: ['authorization_code', 'implicit', 'refresh_token', 'client_credentials'],
          redirectUris: [],
          grantedScopes: null,
        },
        gone: null,
      },
    });
    expect(asked.filter(({ url }) => url.endsWith('/oauth/token'))).toHaveLength(1);
    for (const { url } of asked.filter(({ url }) => url.includes('/clients/'))) {
      expect(url).toMatch(/\?fields=client_id%2Cgrant_types%2Ccallbacks&include_fields=true$/);
    }
    expect(JSON.stringify(clients)).not.toContain(login.client_secret);
  });

  it('shows the redirect URIs of an application for people, and its grant for users alone', async () => {
    const callbacks = ['https://app.example.com/callback'];
    const web = await test.api('POST', '/clients', { name: 'web', app_type: 'regular_web', callbacks });
    const clientId = String(web.body.client_id);
    const grant = { client_id: clientId, audience: AUDIENCE };
    await test.api('POST', '/client-grants', { ...grant, scope: ['orders.write'] });
    const declared = { web: { clientId, scopes: ['orders.read'], redirectUris: callbacks } };
    const machineOnly = await reader().clients(AUDIENCE, declared);
    expect(machineOnly).toMatchObject({ value: { web: { redirectUris: callbacks, grantedScopes: null } } });
    await test.api('POST', '/client-grants', { ...grant, scope: ['orders.read'], subject_type: 'user' });
    expect(await reader().clients(AUDIENCE, declared)).toMatchObject({
      value: { web: { grantedScopes: ['orders.read'] } },
    });
  });

  it('shows clients with the mark of the claim that nobody declared, and asks once for all', async () => {
    const metadata = (claim: string) => ({
      [CLIENT_MARK]: clientMark({ stack: 'shop/dev', resource: 'orders-backend', claim }),
    });
    const create = async (name: string, claim: string): Promise<string> =>
      String((await test.api('POST', '/clients', { name, client_metadata: metadata(claim) })).body.client_id);
    const [declared, twice] = [
      await create('backend', '4f9a2c81d3e0'),
      await create('backend', '4f9a2c81d3e0'),
    ];
    await create('backend', 'ffffffffffff');
    const management = reader();
    const known = { backend: { clientId: declared, scopes: [] } };
    expect(await management.orphans('4f9a2c81d3e0', known)).toEqual({
      state: 'read',
      value: [{ clientId: twice, resource: 'orders-backend' }],
    });
    expect(await management.orphans('0123456789ab', known)).toEqual({ state: 'read', value: [] });
    expect(asked.filter(({ url }) => url.includes('/clients?'))).toHaveLength(1);
  });

  it('counts a grant of all scopes as each of them', async () => {
    const all = await test.createClientOf(AUDIENCE, []);
    const listed = await test.api('GET', `/client-grants?client_id=${all.client_id}`);
    const [grant] = (Array.isArray(listed.body) ? listed.body : listed.body.client_grants) as {
      id: string;
    }[];
    await test.api('PATCH', `/client-grants/${grant?.id}`, { allow_all_scopes: true });
    const clients = await reader().clients(AUDIENCE, { all: { clientId: all.client_id, scopes: [] } });
    expect(clients).toMatchObject({ value: { all: { grantedScopes: ['orders.read', 'orders.write'] } } });
  });

  it.each([
    ['read:resource_servers', 'api'],
    ['read:clients', 'clients'],
    ['read:client_grants', 'clients'],
  ] as const)('leaves open what needs %s when that is missing', async (missing, which) => {
    const scopes = ['read:resource_servers', 'read:clients', 'read:client_grants'].filter(
      (one) => one !== missing,
    );
    const { client_id: clientId, client_secret: clientSecret } = await test.createClientOf(
      `${test.tenant.issuer}api/v2/`,
      scopes,
    );
    const management = reader({ clientId, clientSecret });
    const declared = { backend: { clientId: login.client_id, scopes: [] } };
    const readings = {
      api: await management.api(AUDIENCE),
      clients: await management.clients(AUDIENCE, declared),
    };
    expect(readings[which]).toEqual({
      state: 'skipped',
      reason: `client "${clientId}" lacks the scope ${missing} on the Management API`,
    });
    expect(readings[which === 'api' ? 'clients' : 'api'].state).toBe('read');
  });

  it('is left open for a client that may not ask, and a failure for a wrong secret', async () => {
    const [clientId, clientSecret] = [login.client_id, login.client_secret];
    expect(await reader({ clientId, clientSecret }).api(AUDIENCE)).toMatchObject({
      state: 'skipped',
      reason: expect.stringContaining('no grant for the Management API') as string,
    });
    const wrong = await reader({ clientId, clientSecret: 'wrong-secret' }).api(AUDIENCE);
    expect(wrong).toMatchObject({ state: 'failed', failure: { code: 'idp.token.credentials' } });
    expect(JSON.stringify(wrong)).not.toContain('wrong-secret');
  });

  it('is waited for when it is busy, but not for ever', async () => {
    const refusal = { match: { path: '/api/v2/resource-servers' }, status: 429, resetSeconds: 1 };
    test.tenant.control.refuse({ ...refusal, times: 2 });
    const start = performance.now();
    expect(await reader().api(AUDIENCE)).toMatchObject({ state: 'read' });
    expect(performance.now() - start).toBeGreaterThan(250);
    test.tenant.control.refuse({ ...refusal, times: 5, status: 503 });
    const busy = await reader().api(AUDIENCE);
    expect(busy).toMatchObject({ state: 'failed', failure: { code: 'idp.management.status' } });
    expect(await reader().api(AUDIENCE)).toMatchObject({ state: 'read' });
  });

  it('is read within 2 requests a second, whatever the number of clients', async () => {
    const declared = Object.fromEntries(
      ['a', 'b', 'c'].map((key) => [key, { clientId: login.client_id, scopes: [] }]),
    );
    test.tenant.control.setRateLimit({ perSecond: 2 });
    const management = reader();
    const readings = await Promise.all([management.api(AUDIENCE), management.clients(AUDIENCE, declared)]);
    test.tenant.control.setRateLimit({ perSecond: null });
    expect(readings).toMatchObject([{ state: 'read' }, { state: 'read' }]);
  });

  it('is asked again with a new token when the first one expires in the middle, once', async () => {
    const management = reader();
    const tokens = () => asked.filter(({ url }) => url.endsWith('/oauth/token')).length;
    const expired = { match: { path: '/api/v2/' }, status: 401 };
    expect(await management.api('urn:absent')).toEqual({ state: 'read', value: null });
    test.tenant.control.refuse({ ...expired, times: 2 });
    const declared = {
      backend: { clientId: login.client_id, scopes: [] },
      other: { clientId: login.client_id, scopes: [] },
    };
    expect(await management.clients(AUDIENCE, declared)).toMatchObject({ state: 'read' });
    expect(tokens()).toBe(2);
    test.tenant.control.refuse({ ...expired, times: 2 });
    expect(await management.api(AUDIENCE)).toEqual({
      state: 'failed',
      failure: {
        code: 'idp.management.status',
        message: `${test.tenant.url}/api/v2/resource-servers/${encodeURIComponent(AUDIENCE)} answers 401`,
        remedy: expect.stringContaining('credentials of the Management API') as string,
      },
    });
    expect(tokens()).toBe(3);
  });

  it('that answers too slowly is told in one line, without waiting for it again', async () => {
    const slow: Http = async (request) =>
      request.url.includes('/api/v2/')
        ? { ok: false, failure: { kind: 'timeout', detail: '10 s', milliseconds: 10_000 } }
        : counted(request);
    const reading = await auth0Reader
      .management(settings(), of(test.tenant.management), slow)
      .clients(AUDIENCE, { backend: { clientId: login.client_id, scopes: [] } });
    expect(reading).toMatchObject({
      state: 'failed',
      failure: {
        code: 'idp.management.timeout',
        message: `no complete answer from ${test.tenant.url}/api/v2/clients/${login.client_id} within 10 s`,
      },
    });
  });

  it.each(['tenant.example.com/', 'user@tenant.example.com', 'https://tenant.example.com', 'a b', ''])(
    'has no address %p',
    (domain) => {
      expect(() => auth0Reader.account({ kind: 'auth0', domain })).toThrow(/is not the host of a tenant/);
    },
  );

  it('has a discovery document below its issuer', async () => {
    const { issuer } = test.tenant;
    const facts = { state: 'read', value: { issuer, jwksUri: `${issuer}.well-known/jwks.json` } };
    expect(await readDiscovery(issuer, http)).toEqual(facts);
    expect(await readDiscovery(issuer.replace(/\/$/, ''), http)).toEqual(facts);
    expect(await readDiscovery(`${issuer}other/`, http)).toMatchObject({
      state: 'failed',
      failure: { code: 'idp.discovery.status' },
    });
    test.tenant.control.refuse({ match: { path: '/.well-known/' }, status: 503, times: 2 });
    expect(await readDiscovery(issuer, http)).toEqual(facts);
    expect(await readDiscovery('urn:issuer', http)).toMatchObject({
      failure: { code: 'idp.discovery.no_url' },
    });
  });

  describe('gives a token', () => {
    it('for all granted scopes, or those asked for', async () => {
      const all = await token();
      expect(all).toMatchObject({ state: 'read', value: { expiresIn: 600 } });
      expect(await token({ scopes: ['orders.read'] })).toMatchObject({ state: 'read' });
    });

    it.each<[string, object, string]>([
      ['a wrong secret', { clientSecret: 'S3cret-of-mine' }, 'idp.token.credentials'],
      ['an unknown client', { clientId: 'nobody' }, 'idp.token.credentials'],
      ['an unknown audience', { audience: 'urn:absent' }, 'idp.token.not_granted'],
      ['a scope that is not granted', { scopes: ['orders.write'] }, 'idp.token.not_granted'],
      ['a path without tokens', { tokenUrl: 'PATH' }, 'idp.token.status'],
      ['plain http', { tokenUrl: 'http://127.0.0.1/oauth/token' }, 'idp.token.not_https'],
      ['a dead host', { tokenUrl: 'https://127.0.0.1:1/oauth/token' }, 'idp.token.unreachable'],
    ])('not for %s', async (_name, extra, code) => {
      const fixed =
        'tokenUrl' in extra && extra.tokenUrl === 'PATH' ? { tokenUrl: `${test.tenant.url}/no` } : extra;
      const reading = await token(fixed);
      expect(reading).toMatchObject({ state: 'failed', failure: { code } });
      const said = JSON.stringify(reading);
      expect(said).not.toContain('S3cret-of-mine');
      expect(said).not.toContain(login.client_secret);
    });

    it.each([429, 500, 502, 503, 504])('after a passing %i', async (status) => {
      test.tenant.control.refuse({ match: { path: '/oauth/token' }, status, times: 2 });
      expect(await token()).toMatchObject({ state: 'read' });
    });

    it('not to a client of other grant types, and not while there are too many', async () => {
      const web = await test.createClientOf(AUDIENCE, [], { grant_types: ['authorization_code'] });
      const refused = await token({ clientId: web.client_id, clientSecret: web.client_secret });
      expect(refused).toMatchObject({ failure: { code: 'idp.token.grant_type' } });
      test.tenant.control.refuse({ match: { path: '/oauth/token' }, status: 429, times: 3 });
      expect(await token()).toMatchObject({ failure: { code: 'idp.token.rate_limit' } });
    });
  });
});
