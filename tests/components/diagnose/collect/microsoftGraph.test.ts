import { entraCredentials } from '../../../../components/diagnose/collect/credentials';
import { MicrosoftGraph } from '../../../../components/diagnose/collect/microsoftGraph';
import { UnreadError } from '../../../../components/diagnose/collect/readings';
import type { Http, HttpRequest } from '../../../../components/diagnose/http';

const LOGIN = 'https://login.microsoftonline.com';
const GRAPH = 'https://graph.microsoft.com/v1.0';
const environment = {
  ARM_TENANT_ID: '8f3a1c52-0c1d-4a61-9d6e-2b7f5f0f1a11',
  ARM_CLIENT_ID: 'operator',
  ARM_CLIENT_SECRET: 'not-in-clear',
};

type Answer = readonly [status: number, body?: object | string];

/** Gives a token for Graph, a new one each time; everything else is answered by `graph`. */
function network(graph: (request: HttpRequest) => Answer): { readonly http: Http; readonly asked: string[] } {
  const asked: string[] = [];
  let tokens = 0;
  const http: Http = async (request) => {
    const { method = 'GET', url } = request;
    asked.push(`${method} ${url}`);
    const [status, body = ''] = url.endsWith('/oauth2/v2.0/token')
      ? [200, { access_token: `token-${(tokens += 1)}`, expires_in: 3599 }]
      : graph(request);
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return { ok: true, answer: { status, headers: {}, body: text, bytes: text.length, milliseconds: 1 } };
  };
  return { http, asked };
}

function graphOf(http: Http, loginEndpoint?: string, more: Record<string, string> = {}): MicrosoftGraph {
  const credentials = entraCredentials({ ...environment, ...more });
  if (!credentials) throw new Error('no credentials');
  return new MicrosoftGraph(credentials, http, loginEndpoint);
}

async function unread(attempt: Promise<unknown>): Promise<object> {
  const error = await attempt.catch((caught: unknown) => caught);
  if (error instanceof UnreadError) return error.reading;
  throw error instanceof Error ? error : new Error('it was read');
}

test('an object, with a token for Graph from the directory of the credentials', async () => {
  const { http, asked } = network(({ headers }) => [200, { id: '1', by: headers?.['authorization'] }]);
  expect(await graphOf(http).get('applications/1', 'x')).toEqual({ id: '1', by: 'Bearer token-1' });
  expect(asked).toEqual([
    `POST ${LOGIN}/${environment.ARM_TENANT_ID}/oauth2/v2.0/token`,
    `GET ${GRAPH}/applications/1`,
  ]);
});

test('what does not exist is undefined, an empty list, or removed already', async () => {
  const { http } = network(() => [404, { error: { code: 'Request_ResourceNotFound' } }]);
  const graph = graphOf(http);
  expect(await graph.get('applications/1', 'x')).toBeUndefined();
  expect(await graph.list('servicePrincipals/1/appRoleAssignments', {}, 'x')).toEqual([]);
  await graph.remove('applications/1', 'x');
});

test('a collection that is not there is no empty one', async () => {
  const { http } = network(() => [404, { error: { code: 'ResourceNotFound', message: 'not told' } }]);
  const reading = await unread(graphOf(http).list('applications', {}, 'x'));
  expect(reading).toEqual({
    state: 'failed',
    failure: {
      code: 'idp.management.status',
      message: `${GRAPH}/applications answers 404 "ResourceNotFound"`,
      remedy: 'check the cloud: azuread:environment, or ARM_METADATA_HOSTNAME',
    },
  });
});

test('a list that is cut, or is none, is not taken for the whole', async () => {
  const lost = network(({ url }) =>
    url.includes('skiptoken') ? [404] : [200, { value: [{}], '@odata.nextLink': `${url}&$skiptoken=2` }],
  );
  expect(
    await unread(graphOf(lost.http).list('servicePrincipals/1/appRoleAssignments', {}, 'x')),
  ).toMatchObject({ failure: { code: 'idp.management.status' } });
  const endless = network(() => [
    200,
    { value: [], '@odata.nextLink': `${GRAPH}/applications?$skiptoken=1` },
  ]);
  expect(await unread(graphOf(endless.http).list('applications', {}, 'x'))).toMatchObject({
    failure: { code: 'idp.management.pages' },
  });
  const none = network(() => [200, {}]);
  expect(await unread(graphOf(none.http).list('applications', {}, 'x'))).toMatchObject({
    failure: { code: 'idp.management.no_list' },
  });
});

test.each([
  [400, 'Request_UnsupportedQuery', /Microsoft Graph does not take this request/],
  [401, 'InvalidAuthenticationToken', /check tenant id and credentials/],
])('of a %d the code is told, and not what Graph says of it', async (status, code, remedy) => {
  const { http } = network(() => [status, { error: { code, message: 'words that change' } }]);
  const reading = await unread(graphOf(http).get('applications/1', 'x'));
  expect(reading).toMatchObject({
    failure: {
      message: `${GRAPH}/applications/1 answers ${status} "${code}"`,
      remedy: expect.stringMatching(remedy) as string,
    },
  });
  expect(JSON.stringify(reading)).not.toContain('words that change');
});

test('a 403 for another cause than a right is told', async () => {
  const { http } = network(() => [403, { error: { code: 'Authentication_Blocked\u001b[31m' } }]);
  expect(await unread(graphOf(http).get('applications/1', 'Application.Read.All'))).toEqual({
    state: 'skipped',
    reason:
      'client "operator" lacks Application.Read.All on Microsoft Graph (403 "Authentication_Blocked<U+001B>[31m")',
  });
});

test('a list follows its next pages', async () => {
  const next = `${GRAPH}/applications?$skiptoken=2`;
  const { http, asked } = network(({ url }) => [
    200,
    url === next ? { value: [{ id: '2' }] } : { value: [{ id: '1' }], '@odata.nextLink': next },
  ]);
  expect(await graphOf(http).list('applications', { $select: 'id' }, 'x')).toEqual([
    { id: '1' },
    { id: '2' },
  ]);
  expect(asked.slice(1)).toEqual([`GET ${GRAPH}/applications?%24select=id&%24top=999`, `GET ${next}`]);
});

test('a next page on another host gets no token', async () => {
  const { http, asked } = network(() => [
    200,
    { value: [], '@odata.nextLink': 'https://graph.microsoft.com.example/v1.0/applications' },
  ]);
  expect(await unread(graphOf(http).list('applications', {}, 'x'))).toMatchObject({
    failure: { code: 'idp.management.next_page' },
  });
  expect(asked.filter((line) => line.includes('.example'))).toEqual([]);
});

test('a token that has expired is renewed once', async () => {
  const good = network(({ headers }) =>
    headers?.['authorization'] === 'Bearer token-1' ? [401] : [200, { id: '1' }],
  );
  expect(await graphOf(good.http).get('applications/1', 'x')).toEqual({ id: '1' });
  const bad = network(() => [401]);
  expect(await unread(graphOf(bad.http).get('applications/1', 'x'))).toMatchObject({
    failure: { code: 'idp.management.status' },
  });
  expect(bad.asked.filter((line) => line.startsWith('POST'))).toHaveLength(2);
});

test('a missing right is no failure, and named', async () => {
  const { http } = network(() => [403, { error: { code: 'Authorization_RequestDenied' } }]);
  expect(await unread(graphOf(http).get('applications', 'Application.Read.All'))).toEqual({
    state: 'skipped',
    reason: 'client "operator" lacks Application.Read.All on Microsoft Graph',
  });
});

test.each([
  ['a page of HTML', [200, '<html>'], 'idp.management.not_json'],
  ['another status', [400, {}], 'idp.management.status'],
] as const)('%s is told', async (_, answer, code) => {
  const { http } = network(() => answer);
  expect(await unread(graphOf(http).get('applications', 'x'))).toMatchObject({ failure: { code } });
});

// Of facts/entra.md 2.3.
test.each([
  [401, 'invalid_client', 7000222, 'idp.token.credentials', /ARM_CLIENT_SECRET/],
  [401, 'invalid_client', 7000215, 'idp.token.credentials', /ARM_CLIENT_SECRET/],
  [400, 'unauthorized_client', 700016, 'idp.token.credentials', /ARM_CLIENT_ID and ARM_TENANT_ID/],
  [400, 'unauthorized_client', 7000229, 'idp.token.not_granted', /ARM_CLIENT_ID/],
  [400, 'unauthorized_client', 7000112, 'idp.token.not_granted', /ARM_CLIENT_ID/],
  [400, 'invalid_request', 90002, 'idp.token.refused', /ARM_TENANT_ID/],
  [404, '', 0, 'idp.token.status', /ARM_TENANT_ID/],
])('a refused sign-in is the operator’s: %d %s %d', async (status, error, number, code, remedy) => {
  const refused = JSON.stringify({ error, error_codes: number === 0 ? [] : [number] });
  const http: Http = async () => ({
    ok: true,
    answer: { status, headers: {}, body: refused, bytes: refused.length, milliseconds: 1 },
  });
  const reading = await unread(graphOf(http).get('applications', 'x'));
  expect(reading).toMatchObject({
    failure: {
      code,
      message: expect.stringMatching(
        /^the operator’s own client of this environment gets no token for Microsoft Graph: /,
      ) as string,
      remedy: expect.stringMatching(remedy) as string,
    },
  });
  if (number !== 0) expect(JSON.stringify(reading)).toContain(`AADSTS${number}`);
  expect(JSON.stringify(reading)).not.toMatch(/secretEndDate|pulumi up|not-in-clear/);
});

test('the secret is not sent to another cloud than the one of the manifest', async () => {
  const { http, asked } = network(() => [200, {}]);
  const china = graphOf(http, LOGIN, { ARM_ENVIRONMENT: 'china' });
  expect(await unread(china.get('applications', 'x'))).toEqual({
    state: 'skipped',
    reason:
      'the credentials of this environment are for https://login.partner.microsoftonline.cn, not https://login.microsoftonline.com',
  });
  expect(asked).toEqual([]);
});

test('a metadata host says where to sign in and where Graph is', async () => {
  const { http, asked } = network(({ url }) => [
    200,
    url.includes('/metadata/')
      ? {
          microsoftGraphResourceId: 'https://cloud.example/graph/',
          authentication: { loginEndpoint: 'https://cloud.example/login/' },
        }
      : { id: '1' },
  ]);
  const graph = graphOf(http, 'https://cloud.example/login', { ARM_METADATA_HOSTNAME: 'cloud.example' });
  expect(await graph.get('applications/1', 'x')).toEqual({ id: '1' });
  expect(asked.slice(1)).toEqual([
    `POST https://cloud.example/login/${environment.ARM_TENANT_ID}/oauth2/v2.0/token`,
    'GET https://cloud.example/graph/v1.0/applications/1',
  ]);
});

test('a metadata host that says nothing, and a cloud that nobody knows', async () => {
  const { http } = network(() => [200, {}]);
  await expect(graphOf(http, undefined, { ARM_METADATA_HOSTNAME: 'h' }).get('x', 'x')).rejects.toMatchObject({
    code: 'entra.cloud.metadata',
  });
  await expect(graphOf(http, undefined, { ARM_ENVIRONMENT: 'moon' }).get('x', 'x')).rejects.toMatchObject({
    code: 'entra.cloud.unknown',
  });
});

test('credentials are whole or none', () => {
  expect(entraCredentials({ ...environment, ARM_CLIENT_SECRET: '' })).toBeUndefined();
});
