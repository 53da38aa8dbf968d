import { createHttp } from '../../../components/diagnose/collect/httpClient';
import type { SignRequest } from '../../../components/diagnose/collect/credentials';
import { skipped, UnreadError } from '../../../components/diagnose/collect/readings';
import type { Http } from '../../../components/diagnose/http';
import { readOciIam } from '../../../components/export/readOciIam';
import { CLAIM_SCHEMA, REDIRECT, TestDomain, type Signer } from '../../sandbox/oci/identityDomain/support';

const AUDIENCE = 'https://api.example.com/été/';
let server: TestDomain;
let http: Http & { close(): Promise<void> };
/** What was asked for, without the host. */
let paths: string[] = [];

beforeAll(async () => {
  server = await TestDomain.start();
  const plain = createHttp({ ca: server.ca });
  http = Object.assign(
    (request: Parameters<Http>[0]) => {
      const { pathname, search } = new URL(request.url);
      paths.push(decodeURIComponent(pathname + search));
      return plain(request);
    },
    { close: () => plain.close() },
  );
});
afterAll(async () => {
  await http?.close();
  await server?.stop();
});

const signedBy =
  (signer: Signer): SignRequest =>
  (request) => {
    const { pathname, search, host } = new URL(request.url);
    const headers = signer.headers(request.method ?? 'GET', pathname + search, host, request.body);
    return Promise.resolve({ ...request, headers: { ...request.headers, ...headers } });
  };
const read = (audience = AUDIENCE, sign = signedBy(server.operator), url = server.domain.url) =>
  readOciIam(url, sign, audience, http);

test('the app with that audience, every app that may ask for it, and the claims', async () => {
  expect(await read()).toEqual({
    domain: server.domain.url,
    issuer: 'https://identity.oraclecloud.com/',
    publicKeys: false,
    api: null,
    clients: [],
    claims: [],
  });
  const { body: api } = await server.createResource('Été', AUDIENCE, ['a', 'b'], {
    accessTokenExpiry: 600,
    allowOffline: true,
    scopes: [{ value: 'a', displayName: 'A', description: 'first', requiresConsent: true }, { value: 'b' }],
  });
  await server.createResource('other', 'other/', ['a']);
  // More than one answer has room for.
  for (let index = 0; index < 60; index += 1) await server.createClient(`none ${index}`, ['other/a']);
  const { body: machine } = await server.createClient('machine', [`${AUDIENCE}b`, 'other/a'], {
    description: 'D',
  });
  await server.createWebClient('web', [`${AUDIENCE}a`]);
  await server.createClient('anything', [], { trustScope: 'Account' });
  await server.admin('POST', '/CustomClaims', {
    schemas: [CLAIM_SCHEMA],
    name: 'iam_groups',
    value: '$user.groups.*.display',
    expression: true,
    mode: 'always',
    tokenType: 'AT',
    allScopes: false,
    scopes: [`${AUDIENCE}a`],
  });
  await server.patch('/Settings/Settings', { op: 'replace', path: 'signingCertPublicAccess', value: true });
  paths = [];

  const live = await read();
  expect(live).toMatchObject({
    publicKeys: true,
    api: {
      id: api['id'],
      name: 'Été',
      active: true,
      template: 'CustomWebAppTemplateId',
      tokenLifetime: 600,
      allowOffline: true,
      secondaryAudiences: [],
      scopes: [
        { name: 'a', displayName: 'A', description: 'first', requiresConsent: true },
        { name: 'b', requiresConsent: false },
      ],
    },
    claims: [
      {
        name: 'iam_groups',
        value: '$user.groups.*.display',
        mode: 'always',
        tokenType: 'AT',
        scopes: [`${AUDIENCE}a`],
      },
    ],
  });
  expect(live.clients.map(({ name }) => name)).toEqual(['anything', 'machine', 'web']);
  expect(live.clients[0]).toMatchObject({ trustScope: 'Account', scopes: [] });
  expect(live.clients[1]).toEqual({
    id: machine['id'],
    clientId: machine['name'],
    name: 'machine',
    description: 'D',
    active: true,
    template: 'CustomWebAppTemplateId',
    clientType: 'confidential',
    trustScope: 'Explicit',
    grantTypes: ['client_credentials'],
    scopes: ['b'],
    otherScopes: ['other/a'],
    redirectUris: [],
    allUrlSchemes: false,
  });
  expect(live.clients[2]).toMatchObject({ scopes: ['a'], redirectUris: [REDIRECT] });
  // Whoever may read client secrets must not be sent them.
  const lists = paths.filter((path) => path.includes('/Apps?'));
  expect(lists.length).toBeGreaterThan(2);
  for (const path of lists) {
    expect(path).toContain('attributes=');
    expect(path).not.toMatch(/secret/i);
  }
});

test('a key without the right, and no key at all, are errors that say what is missing', async () => {
  const refusing: Http = (request) =>
    request.url.includes('/CustomClaims')
      ? Promise.resolve({
          ok: true,
          answer: { status: 403, headers: {}, body: '', bytes: 0, milliseconds: 0 },
        })
      : http(request);
  await expect(
    readOciIam(server.domain.url, signedBy(server.operator), AUDIENCE, refusing),
  ).rejects.toMatchObject({ code: 'cli.export.oci_iam_rights' });
  const none: SignRequest = () => Promise.reject(new UnreadError(skipped('no complete API key was found')));
  await expect(read(AUDIENCE, none)).rejects.toThrow(/no complete API key was found.*OCI_tenancy_ocid/s);
});

test('an address that is no domain is refused before anything is signed', async () => {
  const sign = jest.fn<ReturnType<SignRequest>, Parameters<SignRequest>>();
  await expect(read(AUDIENCE, sign, 'http://idcs-1.example.com')).rejects.toMatchObject({
    code: 'idp.oci.domain_url',
  });
  expect(sign).not.toHaveBeenCalled();
});
