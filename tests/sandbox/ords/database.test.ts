import { startOrdsGateway, type OrdsGateway } from '../../../sandbox/ords/gateway';
import { createAuthority } from '../../../sandbox/tls/authority';
import { Client } from './support/client';
import { JwksServer } from './support/jwksServer';
import { OrdsDatabase } from './support/ordsDatabase';
import { rsaKey, signToken } from './support/tokens';

/** The gateway over the real engine. */

let ords: OrdsDatabase;
let gateway: OrdsGateway;
let client: Client;
let jwks: JwksServer;
const key = rsaKey('k1');

beforeAll(async () => {
  const authority = await createAuthority();
  const tls = await authority.issueServerCertificate(['127.0.0.1']);
  jwks = await JwksServer.start(tls);
  jwks.keys = [key.jwk];
  ords = await OrdsDatabase.open();
  gateway = await startOrdsGateway({ database: ords.database, tls, ca: authority.certificatePem });
  client = new Client(gateway.url, authority.certificatePem);
});

afterAll(async () => {
  await client.close();
  await gateway.close();
  await jwks.close();
  ords.close();
});

const plsql = (name: string, source: string, method = 'POST') => ords.service(name, source, method, 'plsql');

test('sees nothing uncommitted, and everything once it is committed', async () => {
  const developer = ords.session('DEMO');
  await ords.run(
    developer,
    `begin ords.define_service(p_module_name => 'later', p_base_path => 'later/', p_pattern => 'x', p_source => 'select 1 as one from dual'); end;`,
  );
  expect((await client.get('/demo/later/x')).status).toBe(404);
  await developer.commit();
  expect((await client.get('/demo/later/x')).status).toBe(200);
});

test('numbers, dates, NULL', async () => {
  await ords.service(
    'types',
    'select id, text, made, cast(null as varchar2(1)) as nothing from notes where id = :id',
  );
  expect((await client.get('/demo/types/x?id=1')).text).toContain(
    '"items":[{"id":1,"text":"one","made":"2026-01-02T00:00:00Z","nothing":null}]',
  );
});

test('a block’s changes are committed on success and rolled back on failure', async () => {
  await plsql(
    'write',
    "begin insert into notes (id, text) values (:id, :text); if :text = 'bad' then raise_application_error(-20999, 'no'); end if; :status_code := 201; end;",
  );
  const send = (body: object) =>
    client.send('POST', '/demo/write/x', {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
  expect((await send({ id: 50, text: 'good' })).status).toBe(201);
  const failure = await send({ id: 51, text: 'bad' });
  expect(failure.status).toBe(555);
  expect(failure.text).toContain('SQL Error Code 20999, Error Message: ORA-20999: no');
  expect(await ords.column('DEMO', 'select id from notes where id >= 50')).toEqual([50]);
});

test('pages written with HTP and OWA_UTIL', async () => {
  await plsql(
    'page',
    "begin owa_util.status_line(202, 'Accepted', false); owa_util.mime_header('application/json', true); htp.p('{\"a\":1}'); htp.prn('x'); end;",
    'GET',
  );
  const response = await client.get('/demo/page/x');
  expect([response.status, response.text]).toEqual([202, '{"a":1}\nx']);
  expect(response.headers['content-type']).toMatch(/^application\/json/);
  await plsql('plain', "begin htp.p('hello'); end;", 'GET');
  const plain = await client.get('/demo/plain/x');
  expect([plain.status, plain.text, plain.headers['content-type']]).toEqual([
    200,
    'hello\n',
    'text/html; charset=utf-8',
  ]);
});

test('who calls: :current_user, REMOTE_IDENT, and the schema whose rights count', async () => {
  await plsql(
    'who',
    "begin htp.prn(:current_user || ',' || owa_util.get_cgi_env('REMOTE_IDENT') || ',' || user); end;",
    'GET',
  );
  await ords.commit(
    'DEMO',
    `declare l_none owa.vc_arr; l_modules owa.vc_arr;
     begin
       l_modules(1) := 'who';
       ords.define_privilege(p_privilege_name => 'who.ask', p_roles => l_none, p_patterns => l_none, p_modules => l_modules);
       ords_security.create_jwt_profile(p_issuer => 'i', p_audience => 'a', p_jwk_url => '${jwks.url}');
     end;`,
  );
  expect((await client.get('/demo/who/x')).status).toBe(401);
  const now = Math.floor(Date.now() / 1000);
  const token = signToken(
    key,
    { alg: 'RS256', kid: 'k1' },
    { iss: 'i', aud: 'a', sub: 'ann', iat: now, exp: now + 60, scope: 'who.ask' },
  );
  const response = await client.get('/demo/who/x', token);
  expect([response.status, response.text]).toEqual([200, 'ann,ann,DEMO']);
});

test('publication and protection committed together are never seen apart', async () => {
  await ords.service('both', 'select 1 as one from dual');
  await ords.commit(
    'DEMO',
    "begin ords.publish_module('both', 'NOT_PUBLISHED'); ords.create_privilege('both.read', 'SQL Developer'); end;",
  );
  const developer = ords.session('DEMO');
  const statuses: number[] = [];
  for (let round = 0; round < 10; round += 1) {
    const polls = Array.from({ length: 4 }, () => client.get('/demo/both/x'));
    await ords.run(
      developer,
      "begin ords.set_module_privilege('both', 'both.read'); ords.publish_module('both'); commit; end;",
    );
    statuses.push(...(await Promise.all(polls)).map((response) => response.status));
    const more = Array.from({ length: 4 }, () => client.get('/demo/both/x'));
    await ords.run(
      developer,
      `begin
         ords.publish_module('both', 'NOT_PUBLISHED');
         ords.delete_privilege('both.read'); ords.create_privilege('both.read', 'SQL Developer');
         commit;
       end;`,
    );
    statuses.push(...(await Promise.all(more)).map((response) => response.status));
  }
  expect(statuses).toContain(401);
  expect(statuses.filter((status) => status !== 401 && status !== 404)).toEqual([]);
});
