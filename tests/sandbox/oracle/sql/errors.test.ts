import type { OracleDatabase } from '../../../../sandbox/oracle/oracleDatabase';
import type { OracleSession } from '../../../../sandbox/oracle/session';
import { execute, failure, openDatabase, rows } from '../openDatabase';

let database: OracleDatabase;
let session: OracleSession;
const lines: string[] = [];

beforeAll(async () => {
  database = await openDatabase({ log: (line) => lines.push(line) });
  session = database.openSession('A');
  await execute(
    session,
    'create table p (id number primary key, code varchar2(3), constraint p_code_uk unique (code))',
  );
  await execute(
    session,
    `create table c (id number(3) generated always as identity, p_id number constraint c_p_fk references p (id), d date not null,
       v number(5,2) constraint c_v_ck check (v > 0))`,
  );
  await execute(session, `insert into p values (1, 'one')`);
  await session.commit();
});

afterAll(() => database.close());
afterEach(() => session.rollback());

const cases: readonly (readonly [sql: string, expected: string])[] = [
  ['select * from nope', '942 @14 table or view does not exist'],
  ['select nope from p', '904 @7 "NOPE": invalid identifier'],
  ['select x.id from p', '904 @7 "X"."ID": invalid identifier'],
  ['select nope(1) from dual', '904 @7 "NOPE": invalid identifier'],
  ['select id from p a, p b', '918 @7 "ID": column ambiguously defined'],
  ['select x.* from (select 1 a, 2 a from dual) x', '918 @7 "A": column ambiguously defined'],
  ['selec 1 from dual', '900 @0 invalid SQL statement'],
  ['select 1', '923 @8 FROM keyword not found where expected'],
  ['select from dual', '936 @7 missing expression'],
  ['select 1 from dual where', '936 @24 missing expression'],
  ['select 1 from dual x y', '933 @21 SQL command not properly ended'],
  ['select (1 from dual', '907 @10 missing right parenthesis'],
  ['select count(*), id from p', '937 @17 not a single-group group function'],
  ['select code, id from p group by code', '979 @13 not a GROUP BY expression'],
  ['select substr() from dual', '938 @7 not enough arguments for function'],
  ["select to_number('x') from dual", '1722 @0 invalid number'],
  ['select 1/0 from dual', '1476 @0 divisor is equal to zero'],
  ["select 'a' + 1 from dual", '1722 @0 invalid number'],
  [
    'select 1 from dual union select 1, 2 from dual',
    '1789 @19 query block has incorrect number of result columns',
  ],
  ['select :x from dual', '1008 @0 not all variables bound'],
  ["select 'x from dual", '1756 @7 quoted string not properly terminated'],
  ['select s.nextval from dual', '2289 @7 sequence does not exist'],
  ["insert into p values (1, 'two')", '1 @0 unique constraint (A.SYS_C) violated'],
  ["insert into p values (2, 'one')", '1 @0 unique constraint (A.P_CODE_UK) violated'],
  ['insert into p (code) values (null)', '1400 @0 cannot insert NULL into ("A"."P"."ID")'],
  [
    "insert into p (id, code) values (2, 'long')",
    '12899 @0 value too large for column "A"."P"."CODE" (actual: 4, maximum: 3)',
  ],
  ['insert into p values (1)', '947 @14 not enough values'],
  ["insert into p values (1, 'a', 2)", '913 @14 too many values'],
  ['insert into p (nope) values (1)', '904 @15 "NOPE": invalid identifier'],
  [
    'insert into c (p_id, d, v) values (9, sysdate, 1)',
    '2291 @0 integrity constraint (A.C_P_FK) violated - parent key not found',
  ],
  ['insert into c (d, v) values (sysdate, -1)', '2290 @0 check constraint (A.C_V_CK) violated'],
  [
    'insert into c (d, v) values (sysdate, 1234)',
    '1438 @0 value larger than specified precision allowed for this column',
  ],
  ["insert into c (d) values ('tomorrow')", '1858 @0'],
  [
    'insert into c (id, d) values (1, sysdate)',
    '32795 @30 cannot insert into a generated always identity column',
  ],
  ['update p set id = null', '1407 @0 cannot update ("A"."P"."ID") to NULL'],
  ['update p set nope = 1', '904 @13 "NOPE": invalid identifier'],
  ['create table p (id number)', '955 @13 name is already used by an existing object'],
  ['create table q (id geometry)', '902 @19 invalid datatype'],
  ['create table b.q (id number)', '1031 @0 insufficient privileges'],
  ['drop table nope', '942 @11 table or view does not exist'],
  ['drop table p', '2449 @0 unique/primary keys in table referenced by foreign keys'],
  ['create procedure x is begin null; end;', '3001 @7 unimplemented feature: PROCEDURE X'],
  ['alter session set nope = 1', '2248 @0 invalid option for ALTER SESSION'],
];

test.each(cases)('%s', async (sql, expected) => {
  const actual = (await failure(session, sql)).replace(/SYS_C\d+/, 'SYS_C');
  expect(actual.slice(0, expected.length)).toBe(expected);
});

test('a failed statement changes nothing, earlier ones of the transaction stay', async () => {
  await execute(session, `insert into p values (2, 'two')`);
  expect(await failure(session, `insert into p select id + 2, code from p`)).toMatch(/^1 /);
  expect(await rows(session, 'select id from p order by id')).toEqual([[1], [2]]);
});

test('a parent with children cannot be deleted', async () => {
  await execute(session, 'insert into c (p_id, d, v) values (1, sysdate, 1)');
  expect(await failure(session, 'delete from p')).toBe(
    '2292 @0 integrity constraint (A.C_P_FK) violated - child record found',
  );
});

test('an unknown call is a line in the log, without literals', async () => {
  lines.length = 0;
  await failure(session, `select unknown_call('secret', q'[it's secret]') from dual`);
  expect(lines).toEqual([
    `A: ORA-00904: "UNKNOWN_CALL": invalid identifier in: select unknown_call('...', '...') from dual`,
  ]);
  lines.length = 0;
  await failure(session, 'alter user nobody identified by hidden nonsense');
  await failure(session, `create user x identified by "hidden" nonsense 'a`);
  expect(lines.join()).not.toMatch(/hidden/);
});
