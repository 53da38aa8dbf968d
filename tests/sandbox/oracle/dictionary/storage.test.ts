import type { OracleDatabase } from '../../../../sandbox/oracle/oracleDatabase';
import type { OracleSession } from '../../../../sandbox/oracle/session';
import { execute, failure, openDatabase, rows } from '../openDatabase';

let database: OracleDatabase;
let admin: OracleSession;

beforeAll(async () => {
  database = await openDatabase();
  admin = database.openSession('ADMIN');
});
afterAll(() => database.close());

const QUOTAS = `select tablespace_name, max_bytes, max_blocks from dba_ts_quotas where username = 'DORA' order by 1`;

test('a user has a default tablespace, and a quota in each', async () => {
  await execute(admin, 'create user dora identified by Tiger4Me quota 10M on data quota unlimited on users');
  const tablespace = `select default_tablespace from dba_users where username = 'DORA'`;
  expect(await rows(admin, tablespace)).toEqual([['USERS']]);
  expect(await rows(admin, QUOTAS)).toEqual([
    ['DATA', 10_485_760, 1_280],
    ['USERS', -1, -1],
  ]);
  await execute(admin, 'alter user dora default tablespace data quota 1 on data quota 0 on users');
  expect(await rows(admin, tablespace)).toEqual([['DATA']]);
  expect(await rows(admin, QUOTAS)).toEqual([['DATA', 8_192, 1]]);

  await execute(admin, 'grant create session to dora');
  const dora = database.openSession('DORA');
  expect(await rows(dora, 'select default_tablespace from user_users')).toEqual([['DATA']]);
  expect(await rows(dora, 'select tablespace_name, max_bytes from user_ts_quotas')).toEqual([
    ['DATA', 8_192],
  ]);
  dora.close();
  await execute(admin, 'drop user dora');
  expect(await rows(admin, QUOTAS)).toEqual([]);
  await execute(admin, 'create user dora identified by Tiger4Me');
  expect(await rows(admin, tablespace)).toEqual([['USERS']]);
});

test.each([
  ['create user eve identified by x default tablespace nowhere', '959'],
  ['create user eve identified by x quota 1M on nowhere', '959'],
  ['create user eve identified by x quota 1M in data', '969'],
])('%s is refused', async (sql, number) => {
  expect(await failure(admin, sql)).toMatch(new RegExp(`^${number} `));
  expect(await rows(admin, `select username from all_users where username = 'EVE'`)).toEqual([]);
});

test('a user without authentication has no password, and may get one', async () => {
  const authentication = `select authentication_type from dba_users where username = 'FAY'`;
  await execute(admin, 'create user fay no authentication');
  expect(await rows(admin, authentication)).toEqual([['NONE']]);
  await execute(admin, 'alter user fay identified by Tiger4Me');
  expect(await rows(admin, authentication)).toEqual([['PASSWORD']]);
  await execute(admin, 'alter user fay no authentication account unlock');
  expect(database.password('FAY')).toBeUndefined();
});

describe('DBMS_ASSERT', () => {
  test.each([
    [`dbms_assert.noop('a''b')`, "a'b"],
    [`dbms_assert.enquote_name('orders')`, '"ORDERS"'],
    [`dbms_assert.enquote_name('orders', false)`, '"orders"'],
    [`dbms_assert.enquote_name('"orders"')`, '"orders"'],
    [`dbms_assert.enquote_name('a""b', false)`, '"a""b"'],
    [`dbms_assert.enquote_literal('it''''s')`, "'it''s'"],
    [`dbms_assert.simple_sql_name(' orders_1 ')`, 'orders_1'],
    [`dbms_assert.simple_sql_name('"any thing"')`, '"any thing"'],
    [`dbms_assert.qualified_sql_name('hr.orders@remote.link')`, 'hr.orders@remote.link'],
    [`dbms_assert.schema_name('ADMIN')`, 'ADMIN'],
  ])('%s', async (call, expected) => {
    const block = `declare v varchar2(200); begin v := ${call}; if v <> '${expected.replaceAll("'", "''")}' then raise_application_error(-20000, v); end if; end;`;
    expect(await failure(admin, block)).not.toMatch(/^\d+ @/);
  });

  test.each([
    [`dbms_assert.enquote_name('a"b')`, 44003],
    [`dbms_assert.enquote_name('"')`, 44003],
    [`dbms_assert.enquote_literal('it''s')`, 6502],
    [`dbms_assert.simple_sql_name('1st')`, 44003],
    [`dbms_assert.simple_sql_name('a.b')`, 44003],
    [`dbms_assert.qualified_sql_name('a..b')`, 44004],
    [`dbms_assert.schema_name('admin')`, 44001],
  ])('%s is refused', async (call, number) => {
    expect(await failure(admin, `declare v varchar2(200) := ${call}; begin null; end;`)).toMatch(
      new RegExp(`^${number} `),
    );
  });
});
