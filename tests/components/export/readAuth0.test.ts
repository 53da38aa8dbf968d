import { createHttp } from '../../../components/diagnose/collect/httpClient';
import type { ManagementCredentials } from '../../../components/diagnose/collect/credentials';
import type { Http } from '../../../components/diagnose/http';
import { readAuth0 } from '../../../components/export/readAuth0';
import { TestTenant } from '../../sandbox/auth0/support';

const AUDIENCE = 'https://api.example.com/été';
let tenant: TestTenant;
/** Paths that were asked for, without the host. */
let paths: string[] = [];
let http: Http & { close(): Promise<void> };

beforeAll(async () => {
  tenant = await TestTenant.start();
  const plain = createHttp({ ca: tenant.ca });
  http = Object.assign(
    (request: Parameters<Http>[0]) => {
      paths.push(new URL(request.url).pathname + new URL(request.url).search);
      return plain(request);
    },
    { close: () => plain.close() },
  );
});
afterAll(async () => {
  await http?.close();
  await tenant?.stop();
});

const read = (audience = AUDIENCE, credentials: ManagementCredentials = tenant.tenant.management) =>
  readAuth0(
    tenant.tenant.domain,
    { clientId: credentials.clientId, clientSecret: credentials.clientSecret },
    audience,
    http,
  );

const create = async (path: string, body: unknown): Promise<Record<string, string>> =>
  (await tenant.api('POST', `/${path}`, body)).body as Record<string, string>;

async function client(name: string, more: object = {}): Promise<Record<string, string>> {
  return create('clients', {
    name,
    app_type: 'non_interactive',
    grant_types: ['client_credentials'],
    ...more,
  });
}

test('the API with its scopes, and all clients with a grant for it', async () => {
  expect(await read()).toEqual({ domain: tenant.tenant.domain, api: null, clients: [], otherGrants: [] });
  const api = await create('resource-servers', {
    identifier: AUDIENCE,
    name: 'Été',
    token_lifetime: 60,
    scopes: [{ value: 'a', description: 'A' }, { value: 'b' }],
  });
  const names = Array.from({ length: 3 }, (_, index) => `client ${String(index).padStart(2, '0')}`);
  for (const name of names) {
    const made = await client(
      name,
      name === 'client 00'
        ? {
            description: 'D',
            jwt_configuration: { alg: 'RS256' },
            oidc_conformant: true,
            token_endpoint_auth_method: 'client_secret_post',
          }
        : {},
    );
    await create('client-grants', { client_id: made.client_id, audience: AUDIENCE, scope: ['b', 'a'] });
  }
  await client('without a grant');
  const callbacks = ['https://app.example.com/callback'];
  const users = await client('for users', { app_type: 'regular_web', callbacks });
  const both = await client('for both');
  await create('client-grants', { client_id: both.client_id, audience: AUDIENCE, scope: ['a'] });
  for (const { client_id } of [users, both])
    await create('client-grants', { client_id, audience: AUDIENCE, scope: ['a'], subject_type: 'user' });
  paths = [];

  const live = await read();
  expect(live.api).toEqual({
    id: api.id,
    name: 'Été',
    signingAlgorithm: 'RS256',
    tokenLifetime: 60,
    userPolicy: 'allow_all',
    scopes: [{ name: 'a', description: 'A' }, { name: 'b' }],
  });
  expect(live.clients.map(({ name }) => name)).toEqual([...names, 'for both', 'for users']);
  expect(live.clients.at(-2)?.grant.subjectType).toBe('client');
  expect(live.clients.at(-1)).toMatchObject({ redirectUris: callbacks, grant: { subjectType: 'user' } });
  expect(live.clients[0]).toEqual({
    clientId: expect.any(String) as string,
    name: 'client 00',
    description: 'D',
    appType: 'non_interactive',
    grantTypes: ['client_credentials'],
    algorithm: 'RS256',
    oidcConformant: true,
    authenticationMethod: 'client_secret_post',
    redirectUris: [],
    grant: {
      id: expect.stringMatching(/^cgr_/) as string,
      scopes: ['b', 'a'],
      allScopes: false,
      subjectType: 'client',
    },
  });
  expect(live.otherGrants).toEqual([
    { id: expect.any(String) as string, reason: expect.stringContaining('lets users') as string },
  ]);
  // Who may read client secrets must not be sent them.
  const details = paths.filter((asked) => asked.includes('/clients/'));
  expect(details.length).toBeGreaterThan(0);
  for (const path of details) {
    expect(path).toContain('include_fields=true');
    expect(path).not.toMatch(/secret(?!_)|keys/);
  }
});

test('credentials without rights are an error that says which', async () => {
  const stranger = await client('stranger');
  const given = { clientId: stranger.client_id ?? '', clientSecret: stranger.client_secret ?? '' };
  await expect(read(AUDIENCE, given)).rejects.toMatchObject({ code: 'cli.export.auth0_rights' });
});
