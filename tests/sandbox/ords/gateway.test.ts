import { GatewayFixture } from './support/gatewayFixture';

let ords: GatewayFixture;

beforeAll(async () => {
  ords = await GatewayFixture.start();
  ords.oracle.runAs('DEMO', 'create table items (id number, name varchar2(20))');
  for (let id = 1; id <= 7; id += 1) {
    ords.oracle.runAs('DEMO', 'insert into items values (:id, :name)', { id, name: `item ${id}` });
  }
  const byId = 'select id, name from items where id = cast(:id as integer)';
  ords.module('shop', { 'items/': 'select id, name from items order by id' }, { itemsPerPage: 3 });
  ords.module('named', {
    'items/': 'select id from items where name = :name or name = :NAME or name = :other',
  });
  ords.module('all', { items: 'select id from items order by id' }, { itemsPerPage: 0 });
  ords.module('item', { 'items/:id': byId }, { sourceType: 'json/item' });
  ords.module('single', { ':id': byId }, { sourceType: 'json/query;type=single' });
  ords.module(
    'legacy',
    { items: 'select id from items order by id' },
    { sourceType: 'json/query', itemsPerPage: 5 },
  );
  ords.module('csv', { items: 'select id from items' }, { sourceType: 'csv/query' });
  ords.module(
    'media',
    { ':id': "select 'text/plain', name from items where id = cast(:id as integer)" },
    { sourceType: 'resource/lob' },
  );
  ords.module('broken', { x: 'select * from nowhere' });
});

afterAll(() => ords.close());

const get = (path: string, headers = {}) => ords.client.get(path, undefined, headers);

describe('collection feeds', () => {
  test('the first page, with its links, in ORDS’s order of members', async () => {
    const url = `${ords.gateway.url}/demo/shop/items/`;
    const response = await get('/demo/shop/items/');
    expect(response.headers['content-type']).toBe('application/json');
    expect(response.text).toBe(
      '{"items":[{"id":1,"name":"item 1"},{"id":2,"name":"item 2"},{"id":3,"name":"item 3"}],' +
        '"hasMore":true,"limit":3,"offset":0,"count":3,"links":[' +
        `{"rel":"self","href":"${url}"},` +
        `{"rel":"describedby","href":"${ords.gateway.url}/demo/metadata-catalog/shop/items/"},` +
        `{"rel":"first","href":"${url}"},{"rel":"next","href":"${url}?offset=3"}]}`,
    );
  });

  test('following the next links shows every row once; the last page goes back', async () => {
    const seen: unknown[] = [];
    let path: string | undefined = '/demo/shop/items/?limit=2';
    let last: Record<string, unknown> = {};
    while (path !== undefined) {
      last = await ords.client.json(path);
      seen.push(...(last['items'] as { id: number }[]).map((item) => item.id));
      const links = last['links'] as { rel: string; href: string }[];
      path = links.find((link) => link.rel === 'next')?.href.slice(ords.gateway.url.length);
    }
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(last).toMatchObject({ hasMore: false, limit: 2, offset: 6, count: 1 });
    expect(last['links']).toContainEqual({
      rel: 'prev',
      href: `${ords.gateway.url}/demo/shop/items/?offset=4&limit=2`,
    });
  });

  test('query-string binds by name, whatever the case, and kept in links', async () => {
    const answer = await ords.client.json('/demo/named/items/?name=item%201&other=item%202');
    expect(answer['items']).toEqual([{ id: 1 }, { id: 2 }]);
    expect(answer['links']).toContainEqual({
      rel: 'first',
      href: `${ords.gateway.url}/demo/named/items/?name=item+1&other=item+2`,
    });
  });

  test('0 items per page is all rows', async () => {
    expect(await ords.client.json('/demo/all/items')).toMatchObject({ count: 7, hasMore: false, limit: 0 });
  });

  test.each(['limit=x', 'limit=-1', 'offset=1.5', 'q={}'])('?%s is 400', async (query) => {
    expect((await get(`/demo/shop/items/?${query}`)).status).toBe(400);
  });
});

test('json/item: the row with a link to its collection', async () => {
  expect(await ords.client.json('/demo/item/items/2')).toEqual({
    id: 2,
    name: 'item 2',
    links: [{ rel: 'collection', href: `${ords.gateway.url}/demo/item/items/` }],
  });
});

test('json/query;type=single: the row alone; json/query: rows with a reference to the next page', async () => {
  expect(await ords.client.json('/demo/single/3')).toEqual({ id: 3, name: 'item 3' });
  expect(await ords.client.json('/demo/legacy/items')).toMatchObject({
    next: { $ref: `${ords.gateway.url}/demo/legacy/items?page=1` },
  });
  expect(await ords.client.json('/demo/legacy/items?page=1')).toEqual({ items: [{ id: 6 }, { id: 7 }] });
});

test('resource/lob: the content with its type', async () => {
  const response = await get('/demo/media/4');
  expect([response.headers['content-type'], response.text]).toEqual(['text/plain', 'item 4']);
});

test.each([
  '/demo/item/items/99',
  '/demo/single/99',
  '/demo/media/99',
  '/demo/nothing',
  '/demo',
  '/other/shop/items/',
  '/DEMO/shop/items/',
  '/../demo',
  '',
])('%s is 404', async (path) => {
  const response = await get(path);
  expect(response.status).toBe(404);
  expect(JSON.parse(response.text)).toMatchObject({ code: 'NotFound', message: 'Not Found' });
});

test('malformed percent encodings are 400', async () => {
  expect((await get('/demo/shop/%zz')).status).toBe(400);
  expect((await get('/demo/shop/items/?limit=%zz')).status).toBe(400);
});

test('a method without handler is 405 and names the others; HEAD asks the GET handler', async () => {
  const response = await ords.client.send('POST', '/demo/shop/items/', { body: '{}' });
  expect([response.status, response.headers['allow']]).toEqual([405, 'GET']);
  const head = await ords.client.send('HEAD', '/demo/shop/items/');
  expect([head.status, head.text]).toEqual([200, '']);
});

test('a source type that the sandbox does not play is 501, not an empty answer', async () => {
  expect((await get('/demo/csv/items')).status).toBe(501);
});

test('a handler’s ORA error is 555', async () => {
  const response = await get('/demo/broken/x');
  expect([response.status, response.reason]).toEqual([555, 'User Defined Resource Error']);
  expect(JSON.parse(response.text)).toMatchObject({
    code: 'UserDefinedResourceError',
    'o:errorCode': 'ORDS-25001',
    cause: expect.stringMatching(/SQL Error Code 900, Error Message: ORA-00900: no such table/) as string,
  });
});

test('unpublished modules and disabled schemas are gone at once, and back at once', async () => {
  const status = async () => (await get('/demo/shop/items/')).status;
  ords.oracle.call('DEMO', 'ORDS.PUBLISH_MODULE', { p_module_name: 'shop', p_status: 'NOT_PUBLISHED' });
  expect(await status()).toBe(404);
  ords.oracle.call('DEMO', 'ORDS.PUBLISH_MODULE', { p_module_name: 'shop' });
  expect(await status()).toBe(200);
  ords.oracle.call('DEMO', 'ORDS.DISABLE_SCHEMA');
  expect(await status()).toBe(404);
  ords.oracle.call('DEMO', 'ORDS.ENABLE_SCHEMA');
  expect(await status()).toBe(200);
});

test('unreadable metadata is 503: nothing is let through unseen', async () => {
  ords.oracle.runAs('SYS', 'alter table sec_privileges rename to sec_privileges_away');
  try {
    expect((await get('/demo/shop/items/')).status).toBe(503);
  } finally {
    ords.oracle.runAs('SYS', 'alter table sec_privileges_away rename to sec_privileges');
  }
});

test('statistics count', async () => {
  const before = { ...ords.gateway.statistics.byStatus };
  await get('/demo/nothing');
  expect(ords.gateway.statistics.byStatus[404]).toBe((before[404] ?? 0) + 1);
});
