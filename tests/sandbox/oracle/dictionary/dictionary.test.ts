import type { Installer } from '../../../../sandbox/oracle/dictionary/installer';
import type { OracleDatabase } from '../../../../sandbox/oracle/oracleDatabase';
import type { OracleSession } from '../../../../sandbox/oracle/session';
import { execute, failure, openDatabase, rows } from '../openDatabase';

let database: OracleDatabase;
let admin: OracleSession;
let a: OracleSession;
let b: OracleSession;

function install(installer: Installer): void {
  installer.createSchema('LIB');
  installer.createRole('LIB_ROLE');
  installer.runAs('LIB', 'create table notes (text varchar2(50))');
  const add = { owner: 'LIB', package: 'TOOLS', name: 'ADD_NOTE' };
  installer.register([
    {
      ...add,
      parameters: [{ name: 'P_TEXT', mode: 'IN', dataType: 'VARCHAR2' }],
      call: (context, args) => {
        context.run('LIB', 'insert into notes values (:text)', { text: String(args.get('P_TEXT')) });
      },
    },
    {
      ...add,
      parameters: [{ name: 'P_NUMBER', mode: 'IN', dataType: 'NUMBER', defaultValue: 1 }],
      call: () => undefined,
    },
    {
      owner: 'LIB',
      package: 'TOOLS',
      name: 'COUNT_NOTES',
      parameters: [{ name: 'P_FACTOR', mode: 'IN', dataType: 'NUMBER', defaultValue: 1 }],
      returns: 'NUMBER',
      call: (context, args) =>
        Number(context.query('LIB', 'select count(*) n from notes')[0]?.['N']) * Number(args.get('P_FACTOR')),
    },
  ]);
  installer.register(
    [{ owner: 'LIB', package: 'SECRET_TOOLS', name: 'RUN', parameters: [], call: () => undefined }],
    { authid: 'CURRENT_USER' },
  );
  installer.publicSynonym('TOOLS', 'LIB', 'TOOLS');
  installer.grantExecute('LIB', 'TOOLS', 'PUBLIC');
  installer.grantExecute('LIB', 'SECRET_TOOLS', 'LIB_ROLE');
}

beforeAll(async () => {
  database = await openDatabase({ install });
  admin = database.openSession('ADMIN');
  a = database.openSession('A');
  b = database.openSession('B');
});

afterAll(() => database.close());

describe('packages', () => {
  test('run with the rights of their owner, in the transaction of the session', async () => {
    await execute(a, `begin tools.add_note('hello'); end;`);
    expect(
      await rows(
        a,
        'select tools.count_notes, tools.count_notes(10), lib.tools.count_notes(p_factor => 3) from dual',
      ),
    ).toEqual([[1, 10, 3]]);
    expect(await rows(b, 'select tools.count_notes from dual')).toEqual([[0]]);
    await a.rollback();
    expect(await failure(a, 'select * from lib.notes')).toMatch(/^942 /);
  });

  test('ALL_ARGUMENTS and ALL_PROCEDURES list what the user may execute', async () => {
    const sql = `select package_name, object_name, overload, position, argument_name, data_type, defaulted, in_out
      from all_arguments where owner = 'LIB' order by package_name, object_name, overload, position`;
    expect(await rows(a, sql)).toEqual([
      ['TOOLS', 'ADD_NOTE', '1', 1, 'P_TEXT', 'VARCHAR2', 'N', 'IN'],
      ['TOOLS', 'ADD_NOTE', '2', 1, 'P_NUMBER', 'NUMBER', 'Y', 'IN'],
      ['TOOLS', 'COUNT_NOTES', null, 0, null, 'NUMBER', 'N', 'OUT'],
      ['TOOLS', 'COUNT_NOTES', null, 1, 'P_FACTOR', 'NUMBER', 'Y', 'IN'],
    ]);
    const procedures = `select object_name, procedure_name, authid from all_procedures where owner = 'LIB' order by 1, 2`;
    expect((await rows(a, procedures)).map(([name]) => name)).not.toContain('SECRET_TOOLS');
    await execute(admin, 'grant lib_role to a');
    expect(await rows(a, procedures)).toContainEqual(['SECRET_TOOLS', 'RUN', 'CURRENT_USER']);
    await execute(admin, 'revoke lib_role from a');
    expect(await failure(a, 'begin lib.secret_tools.run; end;')).toMatch(/^6550 /);
  });
});

describe('grants', () => {
  beforeAll(async () => {
    await execute(a, 'create table shared (id number)');
    await execute(a, 'insert into shared values (1)');
    await a.commit();
  });

  test('no grant: not found; another grant: not allowed; the right grant: works, through roles too', async () => {
    expect(await failure(b, 'select * from a.shared')).toBe('942 @14 table or view does not exist');
    await execute(a, 'grant insert on shared to b');
    expect(await failure(b, 'select * from a.shared')).toBe('1031 @14 insufficient privileges');
    await execute(admin, 'create role readers');
    await execute(admin, 'grant readers to b');
    await execute(a, 'grant select on shared to readers');
    expect(await rows(b, 'select * from a.shared')).toEqual([[1]]);
    await execute(b, 'create synonym mine for a.shared');
    expect(await rows(b, 'select id from mine')).toEqual([[1]]);
    await execute(a, 'revoke select on shared from readers');
    expect(await failure(b, 'select * from mine')).toMatch(/^1031 /);
    expect(await failure(b, 'grant insert on a.shared to admin')).toMatch(/^1031 /);
    expect(await failure(b, 'drop table a.shared')).toMatch(/^1031 /);
  });

  test('only administrators see DBA_ views and make users', async () => {
    expect(await failure(a, 'select * from dba_users')).toMatch(/^942 /);
    expect(await failure(a, 'create user c identified by c')).toMatch(/^1031 /);
    expect(await rows(admin, `select account_status from dba_users where username = 'A'`)).toEqual([
      ['OPEN'],
    ]);
    expect(await rows(a, `select granted_role from user_role_privs order by 1`)).toEqual([
      ['CONNECT'],
      ['RESOURCE'],
    ]);
    expect(await rows(a, 'select username from user_users')).toEqual([['A']]);
  });

  test('ALTER SESSION SET CURRENT_SCHEMA changes the names, not the rights', async () => {
    await execute(b, 'alter session set current_schema = a');
    expect(await rows(b, `select sys_context('userenv', 'current_schema'), user from dual`)).toEqual([
      ['A', 'B'],
    ]);
    expect(await failure(b, 'select * from shared')).toMatch(/^1031 /);
    await execute(b, 'alter session set current_schema = b');
  });
});

describe('users', () => {
  test('created, locked, expired, dropped', async () => {
    await execute(admin, 'create user carol identified by Tiger4Me quota unlimited on users');
    expect(database.password('CAROL')).toBe('Tiger4Me');
    expect(() => database.openSession('CAROL')).toThrow(/ORA-01045/);
    await execute(admin, 'grant create session, create table to carol');
    const carol = database.openSession('CAROL');
    await execute(carol, 'create table own (x number)');
    await execute(admin, 'alter user carol identified by "new one" account lock');
    expect(database.password('CAROL')).toBe('new one');
    expect(() => database.openSession('CAROL')).toThrow(/ORA-28000/);
    await execute(admin, 'alter user carol account unlock password expire');
    expect(() => database.openSession('CAROL')).toThrow(/ORA-28001/);
    expect(await failure(admin, 'drop user carol')).toMatch(/^1922 /);
    await execute(admin, 'drop user carol cascade');
    expect(database.password('CAROL')).toBeUndefined();
    expect(() => database.openSession('CAROL')).toThrow(/ORA-01017/);
    expect(await rows(admin, `select count(*) from all_tables where owner = 'CAROL'`)).toEqual([[0]]);
  });
});

describe('DDL', () => {
  test('ALTER TABLE keeps rows, adds and drops columns and constraints', async () => {
    await execute(a, 'create table z (id number primary key, old varchar2(5))');
    await execute(a, `insert into z values (1, 'x')`);
    await execute(
      a,
      `alter table z add (extra varchar2(10) default 'new' not null, constraint z_uk unique (extra))`,
    );
    expect(await rows(a, 'select * from z')).toEqual([[1, 'x', 'new']]);
    expect(await failure(a, `insert into z (id) values (2)`)).toBe(
      '1 @0 unique constraint (A.Z_UK) violated',
    );
    await execute(a, 'alter table z drop constraint z_uk');
    await execute(a, 'insert into z (id) values (2)');
    await execute(a, 'alter table z drop column old');
    await execute(a, 'alter table z modify (extra varchar2(2000))');
    expect(
      await rows(
        a,
        `select column_name, data_length from user_tab_columns where table_name = 'Z' order by column_id`,
      ),
    ).toEqual([
      ['ID', 22],
      ['EXTRA', 2000],
    ]);
    await execute(a, 'truncate table z');
    expect(await rows(a, 'select count(*) from z')).toEqual([[0]]);
  });

  test('views, comments, sequences, indexes are listed', async () => {
    await execute(a, 'create or replace view zv as select id as "Id", extra from z');
    await execute(a, `comment on column z.id is 'the key'`);
    await execute(a, 'create sequence zs start with 5 increment by 5');
    await execute(a, 'create unique index z_ix on z (extra)');
    expect(await rows(a, 'select zs.nextval from dual')).toEqual([[5]]);
    expect(await rows(a, 'select zs.nextval, zs.currval from dual')).toEqual([[10, 10]]);
    expect(
      await rows(a, `select column_name from user_tab_columns where table_name = 'ZV' order by column_id`),
    ).toEqual([['Id'], ['EXTRA']]);
    expect(
      await rows(a, `select comments from user_col_comments where table_name = 'Z' and column_name = 'ID'`),
    ).toEqual([['the key']]);
    expect(
      await rows(
        a,
        `select object_name, object_type from user_objects where object_name like 'Z%' order by 1`,
      ),
    ).toEqual([
      ['Z', 'TABLE'],
      ['ZS', 'SEQUENCE'],
      ['ZV', 'VIEW'],
      ['Z_IX', 'INDEX'],
    ]);
    await execute(a, 'drop view zv');
    await execute(a, 'drop sequence zs');
    await execute(a, 'drop table z purge');
    expect(await rows(a, `select count(*) from user_objects where object_name like 'Z%'`)).toEqual([[0]]);
  });
});

test('a snapshot holds users, grants, data and sequences; code is registered anew', async () => {
  const first = await openDatabase({ install });
  const commits: number[] = [];
  const stop = first.onCommit(() => commits.push(1));
  const session = first.openSession('A');
  await execute(
    session,
    'create table kept (id number generated by default as identity primary key, d date)',
  );
  await execute(session, `insert into kept (d) values (date '2024-02-29')`);
  await session.commit();
  await execute(session, `insert into kept (d) values (sysdate)`);
  const before = commits.length;
  const snapshot = first.snapshot();
  expect(commits.length).toBe(before);
  expect(before).toBeGreaterThan(1);
  stop();
  expect(await rows(session, 'select count(*) from kept')).toEqual([[2]]);
  first.close();

  const second = await openDatabase({ install, snapshot, users: [] });
  expect(second.password('B')).toBe('secretB');
  const again = second.openSession('A');
  expect(await rows(again, 'select d from kept')).toEqual([[new Date('2024-02-29T00:00:00Z')]]);
  await execute(again, `insert into kept (d) values (null)`);
  expect(await rows(again, 'select count(distinct id) from kept')).toEqual([[2]]);
  expect(await rows(again, 'select tools.count_notes from dual')).toEqual([[0]]);
  second.close();
});

test('a snapshot opened as another release says so everywhere', async () => {
  const first = await openDatabase({ flavour: '19c' });
  const snapshot = first.snapshot();
  first.close();
  const second = await openDatabase({ flavour: '23ai', snapshot, users: [] });
  const session = second.openSession('A');
  expect((await rows(session, 'select banner from v$version'))[0]?.[0]).toMatch(/ 23ai /);
  expect((await rows(session, 'select version_full from product_component_version'))[0]?.[0]).toMatch(
    /^23\./,
  );
  second.close();
});

test('the log shows no comment and neither the new nor the old password of a statement that failed', async () => {
  const lines: string[] = [];
  const database = await openDatabase({ log: (line) => lines.push(line) });
  const session = database.openSession('ADMIN');
  await failure(session, 'alter user a identified by hidden1 replace hidden2 nonsense');
  await failure(session, 'select x /* hidden3 */ from nowhere -- hidden4');
  await failure(session, 'create or replace view v as select 1 as n from nowhere');
  database.close();
  expect(lines).toHaveLength(3);
  expect(lines.join('\n')).not.toMatch(/hidden/);
  expect(lines[2]).toContain('create or replace view v as');
});
