import { type Body, errorOf, TestTenant } from '../support';

let server: TestTenant;
beforeAll(async () => {
  server = await TestTenant.start();
  for (const name of ['one', 'two', "it's three and four"]) await server.register(name);
});
afterAll(() => server.stop());

const names = ({ body }: { body: Body }): unknown[] =>
  (body['value'] as Body[]).map(({ displayName }) => displayName);
const list = (query: Record<string, string>, path = '/applications') =>
  server.graph('GET', `${path}?${new URLSearchParams(query).toString()}`);

test('$filter: eq without case, ne, startswith, and, quotes inside of texts', async () => {
  expect(names(await list({ $filter: "displayName eq 'ONE'" }))).toEqual(['one']);
  expect(names(await list({ $filter: "displayName eq 'it''s three and four'" }))).toEqual([
    "it's three and four",
  ]);
  expect(names(await list({ $filter: "startswith(displayName, 'o') and displayName ne 'one'" }))).toEqual([
    'ords-sandbox-operator',
  ]);
  const { body } = await list({ $filter: "displayName eq 'two'" });
  const [{ appId } = {}] = body['value'] as Body[];
  expect(names(await list({ $filter: `appId eq '${String(appId)}'` }, '/servicePrincipals'))).toEqual([
    'two',
  ]);
  const { value } = (await list({ $filter: 'accountEnabled eq true' }, '/users')).body;
  expect(value).toHaveLength(1);
});

test('what a filter or a query cannot mean is refused, not left out', async () => {
  for (const query of [
    { $filter: "colour eq 'blue'" },
    { $filter: 'displayName eq one' },
    { $filter: 'displayName' },
    { $filter: "displayName eq 'one' or displayName eq 'two'" },
    { $top: '0' },
    { $orderby: 'displayName' },
  ] as Record<string, string>[]) {
    const answer = await list(query);
    expect([answer.status, typeof errorOf(answer)['message']]).toEqual([400, 'string']);
  }
});

test('$select shows what is named', async () => {
  const { body } = await list({ $select: 'id,displayName', $filter: "displayName eq 'one'" });
  expect(body['value']).toEqual([{ id: expect.any(String), displayName: 'one' }]);
});

test('pages lead to each other until there is no next one', async () => {
  let url: unknown = `/applications?$top=3&$count=true`;
  const pages: unknown[][] = [];
  while (typeof url === 'string') {
    const answer = await server.graph('GET', url);
    expect(answer.body['@odata.count']).toBe(4);
    pages.push(names(answer));
    url = answer.body['@odata.nextLink'];
    if (typeof url === 'string') {
      expect(url).toMatch(/^https:\/\/localhost:\d+\/graph\/v1\.0\/applications\?/);
      url = url.replace(`${server.tenant.url}/graph/v1.0`, '');
    }
  }
  expect(pages).toEqual([['ords-sandbox-operator', 'one', 'two'], ["it's three and four"]]);
});

test('a user is found by id or name, and has no password', async () => {
  const path = `/users/${server.tenant.demoUser}`;
  const { body } = await server.graph('GET', path);
  expect(body).toMatchObject({ userPrincipalName: server.tenant.demoUser, displayName: 'Demo User' });
  expect(JSON.stringify(body)).not.toMatch(/password/i);
  expect((await server.graph('GET', `/users/${String(body['id'])}`)).body['id']).toBe(body['id']);
});
