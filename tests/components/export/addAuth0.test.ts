import { addAuth0 } from '../../../components/export/addAuth0';
import { exportApi } from '../../../components/export/exportApi';
import type { ExportedApi } from '../../../components/export/exportedApi';
import type { LiveAuth0, LiveClient } from '../../../components/export/liveAuth0';
import type { LiveSchema } from '../../../components/export/liveSchema';
import { importFile } from '../../../components/export/importFile';
import { checkAdoption, type Auth0AdoptArgs } from '../../../components/idp/auth0Adoption';
import { API_ID, liveApi, liveAuth0, liveClient, liveWebClient } from './auth0Fixtures';
import { live, privilege } from './fixtures';

function added(auth0: Partial<LiveAuth0> = {}, schema: Partial<LiveSchema> = {}): ExportedApi {
  const found = live(schema);
  return addAuth0(
    exportApi(found),
    liveAuth0(auth0),
    found.privileges.map(({ name }) => name),
  );
}
const notes = (api: ExportedApi): string[] =>
  api.notExpressed.map(({ object, reason }) => `${object}: ${reason}`);
const adoptOf = ({ provider }: ExportedApi): Auth0AdoptArgs => (provider.adopt ?? {}) as Auth0AdoptArgs;
const withClient = (change: Partial<LiveClient>): ExportedApi => added({ clients: [liveClient(change)] });

test('a tenant that agrees with the schema', () => {
  const api = added();
  expect(api.notExpressed).toEqual([]);
  expect(api.scopes).toEqual({ 'orders.read': { modules: ['orders'] } });
  expect(api.clients).toEqual({
    'backend-service': { scopes: ['orders.read'], displayName: 'Backend service', description: '' },
  });
  expect(api.provider).toEqual({
    kind: 'auth0',
    domain: 'tenant.example.com',
    settings: { apiName: 'Orders API', tokenLifetime: 7_200 },
    adopt: {
      api: API_ID,
      clients: { 'backend-service': 'idofbackend' },
      grants: { 'backend-service': 'cgr_1' },
    },
  });
  const declared = { audience: api.audience ?? '', clients: ['backend-service'] };
  expect(checkAdoption(adoptOf(api), declared)).toEqual([]);
});

test('no API with that audience', () => {
  const api = added({ api: null, clients: [] });
  expect(api).toMatchObject({ provider: { settings: {}, adopt: {} }, clients: {} });
  expect(notes(api)).toEqual([
    'Auth0 API "https://api.example.com/orders": tenant "tenant.example.com" has none; up creates it',
  ]);
});

test('a tenant that the profile does not name', () => {
  expect(notes(added({ domain: 'another.example.com' }))).toEqual([
    expect.stringContaining(
      'it trusts "tenant.example.com", and the API was read from "another.example.com"',
    ),
  ]);
});

describe('the API', () => {
  test.each<[Partial<Parameters<typeof liveApi>[0]>, object, RegExp | undefined]>([
    [{ signingAlgorithm: 'RS512' }, { signingAlgorithm: 'RS512' }, undefined],
    [{ signingAlgorithm: 'HS256' }, {}, /signingAlgorithm "HS256" .*up changes it/],
    [{ tokenLifetime: 0 }, {}, /tokenLifetime 0 .*up changes it/],
    [{ tokenDialect: 'access_token_authz' }, {}, undefined],
    [{ userPolicy: 'deny_all' }, {}, undefined],
    [{ userPolicy: 'allow_all' }, {}, /"allow_all"; up changes that to "deny_all", and applications without/],
    [{ userPolicy: 'require_client_grant' }, {}, /"require_client_grant"; up changes that to "deny_all"$/],
    [{ tokenDialect: 'rfc9068_profile' }, {}, /"rfc9068_profile".*which ORDS refuses.*change it in Auth0/],
  ])('%j', (change, settings, note) => {
    const api = added({ api: liveApi(change) });
    expect(api.provider.settings).toMatchObject(settings);
    expect(api.provider.settings).not.toHaveProperty('signingAlgorithm', 'HS256');
    expect(notes(api)).toEqual(note === undefined ? [] : [expect.stringMatching(note)]);
  });
});

describe('scopes of both sides', () => {
  const scopes = (...names: { name: string; description?: string }[]): Partial<LiveAuth0> => ({
    api: liveApi({ scopes: names }),
    clients: [],
  });

  test('one that only ORDS has', () => {
    expect(notes(added(scopes()))).toEqual([
      'scope "orders.read": the Auth0 API does not have it; up adds it',
    ]);
  });

  test('one that only Auth0 has stays in the API', () => {
    const api = added(scopes({ name: 'orders.read' }, { name: 'orders.write', description: 'Write' }));
    expect(api.scopes['orders.write']).toEqual({ description: 'Write' });
    expect(notes(api)).toEqual([expect.stringMatching(/^scope "orders.write": no privilege has this name/)]);
  });

  test('one whose privilege cannot be expressed does not take its roles away', () => {
    const api = added(scopes({ name: 'staff' }, { name: 'orders.read' }), {
      privileges: [privilege(), privilege({ name: 'staff', modules: [], roles: ['clerk'] })],
    });
    expect(api.scopes).not.toHaveProperty('staff');
    expect(notes(api)).toContain(
      'scope "staff": left out, and up removes it from the Auth0 API: its privilege is left out too',
    );
  });

  test('one that no privilege can have', () => {
    const api = added(scopes({ name: 'orders.read' }, { name: 'a "b"' }));
    expect(Object.keys(api.scopes)).toEqual(['orders.read']);
    expect(notes(api)).toEqual([expect.stringMatching(/left out, and up removes it/)]);
  });

  test('two descriptions', () => {
    const api = added(scopes({ name: 'orders.read', description: 'A' }), {
      privileges: [privilege({ description: 'B' })],
    });
    expect(notes(api)).toEqual([
      'scope "orders.read": its description is "A" in Auth0 and "B" in ORDS; up writes that of ORDS to Auth0',
    ]);
  });
});

describe('clients', () => {
  test.each<[Partial<LiveClient>, RegExp]>([
    [{ appType: 'regular_web' }, /of type "regular_web"/],
    [{ grantTypes: ['client_credentials', 'implicit'] }, /take away its grant types "implicit"/],
    [{ authenticationMethod: 'client_secret_basic' }, /authenticates by "client_secret_basic"/],
    [{ grant: { id: 'cgr_1', scopes: [], allScopes: true, subjectType: 'client' } }, /for all scopes/],
    [
      { grant: { id: 'cgr_1', scopes: ['x'], allScopes: false, subjectType: 'client' } },
      /scopes that the values do not declare: "x"/,
    ],
    [{ name: ' a' }, /its name has white space/],
  ])('%j is left out whole', (change, note) => {
    const api = withClient(change);
    expect(api.clients).toEqual({});
    expect(adoptOf(api)).toMatchObject({ clients: {}, grants: {} });
    expect(notes(api)).toEqual([expect.stringMatching(note)]);
    expect(notes(api)[0]).toContain('(idofbackend): left out, and untouched by up');
  });

  test('one that people sign in to keeps its redirect URIs', () => {
    const api = added({ clients: [liveClient(), liveWebClient()] });
    expect(api.notExpressed).toEqual([]);
    expect(api.clients).toMatchObject({
      shop: { scopes: ['orders.read'], redirectUris: ['https://shop.example.com/callback'] },
    });
    expect(api.clients?.['backend-service']).not.toHaveProperty('redirectUris');
    expect(adoptOf(api).grants).toEqual({ 'backend-service': 'cgr_1', shop: 'cgr_2' });
  });

  test.each<[Partial<LiveClient>, RegExp]>([
    [{ redirectUris: [] }, /redirect URIs names no redirect URI/],
    [{ redirectUris: ['https://*.example.com/'] }, /has a wildcard.*: "https:\/\/\*\.example\.com\/"/],
    [{ appType: 'spa' }, /of type "spa", and up would make it "regular_web"/],
    [{ grantTypes: ['authorization_code', 'client_credentials'] }, /grant types "client_credentials"/],
  ])('one for people with %j is left out whole', (change, note) => {
    const api = added({ clients: [liveWebClient(change)] });
    expect(api.clients).toEqual({});
    expect(adoptOf(api)).toMatchObject({ clients: {}, grants: {} });
    expect(notes(api)).toEqual([expect.stringMatching(note)]);
  });

  test('one for people without refresh tokens gets them', () => {
    expect(notes(added({ clients: [liveWebClient({ grantTypes: ['authorization_code'] })] }))).toEqual([
      expect.stringContaining('up gives it the grant type "refresh_token"'),
    ]);
  });

  test('one that signs with a key', () => {
    const { authenticationMethod: _method, ...client } = liveClient();
    expect(notes(added({ clients: [client] }))).toEqual([expect.stringContaining('authenticates by a key')]);
  });

  test('what up changes to nobody’s harm is said', () => {
    const { algorithm: _none, ...client } = liveClient({ oidcConformant: false, grantTypes: [] });
    expect(notes(added({ clients: [client] }))).toEqual([
      expect.stringContaining('up gives it the grant type'),
      expect.stringContaining('ID tokens from none to "RS256"'),
      expect.stringContaining('OIDC conformant'),
    ]);
  });

  test('keys are their names, made unique', () => {
    const clients = ['A b', 'a-b', '注文'].map((name, index) => liveClient({ name, clientId: `id${index}` }));
    expect(adoptOf(added({ clients })).clients).toEqual({ 'a-b': 'id0', 'a-b-2': 'id1', client: 'id2' });
  });

  test('other grants are named', () => {
    const api = added({ otherGrants: [{ id: 'cgr_9', reason: 'it is for all third-party clients' }] });
    expect(notes(api)).toEqual([expect.stringContaining('"cgr_9": left out, and untouched by up')]);
  });
});

test('in role mode the option stays, and what writes the claim is named', () => {
  const api = added(
    {},
    {
      privileges: [privilege({ roles: ['clerks'] })],
      roles: ['clerks'],
      profile: { ...live().profile!, roleClaim: '/roles' },
    },
  );
  expect(api.provider.settings).toEqual({
    apiName: 'Orders API',
    tokenLifetime: 7_200,
    roleClaim: '/roles',
  });
  expect(api.scopes).toEqual({ 'orders.read': { modules: ['orders'], roles: ['clerks'] } });
  expect(notes(api)).toEqual([expect.stringMatching(/^claim "\/roles": what writes roles into it/)]);
});

test('an import file has each object under the components of the program', () => {
  const api = added();
  const { resources } = JSON.parse(importFile('orders', api.audience!, adoptOf(api))) as {
    resources: Record<string, unknown>[];
  };
  const names = resources.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(resources.map(({ type, logicalName, parent, id }) => [type, logicalName, parent, id])).toEqual([
    ['pulumi-ords:index:ProtectedApi', 'orders', undefined, undefined],
    ['pulumi-ords:index:Auth0Api', 'orders', 'api', undefined],
    ['auth0:index/resourceServer:ResourceServer', 'orders-api', 'auth0', API_ID],
    ['auth0:index/resourceServerScopes:ResourceServerScopes', 'orders-scopes', 'auth0', api.audience],
    ['auth0:index/client:Client', 'orders-backend-service', 'auth0', 'idofbackend'],
    [
      'auth0:index/clientCredentials:ClientCredentials',
      'orders-backend-service-credentials',
      'auth0',
      'idofbackend',
    ],
    ['auth0:index/clientGrant:ClientGrant', 'orders-backend-service-grant', 'auth0', 'cgr_1'],
  ]);
});
