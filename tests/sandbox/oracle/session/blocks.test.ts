import type { OracleDatabase } from '../../../../sandbox/oracle/oracleDatabase';
import { takePage } from '../../../../sandbox/oracle/packages/sys/webToolkit';
import type { OracleSession } from '../../../../sandbox/oracle/session';
import { bind, execute, failure, openDatabase, rows } from '../openDatabase';

let database: OracleDatabase;
let session: OracleSession;
let other: OracleSession;

beforeAll(async () => {
  database = await openDatabase();
  session = database.openSession('A');
  other = database.openSession('A');
  await execute(
    session,
    'create table t (id number primary key, name varchar2(30), made date default sysdate)',
  );
});

afterAll(() => database.close());
beforeEach(async () => {
  await session.rollback();
  await execute(session, 'delete from t');
  await session.commit();
});

test('SQL in a block: variables, SELECT INTO, cursor loops, OUT binds', async () => {
  const result = await session.execute({
    sql: `declare l_name t.name%type; l_sum number := 0;
          begin
            for i in 1 .. 3 loop insert into t (id, name) values (i, 'row ' || i); end loop;
            update t set name = upper(name) where id = 2;
            select name into l_name from t where id = 2;
            for r in (select id from t order by id) loop l_sum := l_sum + r.id; end loop;
            :name := l_name; :sum := l_sum; :count := sql%rowcount;
          end;`,
    binds: ['NAME', 'SUM', 'COUNT'].map((name) => bind(null, name)),
  });
  expect(result).toMatchObject({ kind: 'plsql', directions: ['out', 'out', 'out'] });
  expect(result.kind === 'plsql' && result.values.slice(0, 2)).toEqual(['ROW 2', 6]);
  expect(session.inTransaction).toBe(true);
  expect(await rows(other, 'select * from t')).toEqual([]);
});

test('a table that is not there refuses the whole block, also where its statement would not be reached', async () => {
  const block = `begin
      insert into t (id) values (1);
      commit;
      if 1 = 2 then for r in (with w as (select id from absent) select id from w) loop null; end loop; end if;
    end;`;
  expect(await failure(session, block)).toMatch(/^6550 .*line 4, column 57:\nPL\/SQL: ORA-00942/);
  expect(await rows(session, 'select * from t')).toEqual([]);
});

test('a failing block undoes its own changes, not earlier ones and not what it committed', async () => {
  await execute(session, `insert into t (id) values (1)`);
  expect(
    await failure(
      session,
      `begin insert into t (id) values (2); raise_application_error(-20001, 'no'); end;`,
    ),
  ).toMatch(/^20001 /);
  expect(await rows(session, 'select id from t order by id')).toEqual([[1]]);
  await failure(
    session,
    `begin insert into t (id) values (3); commit; insert into t (id) values (4); raise no_data_found; end;`,
  );
  expect(await rows(other, 'select id from t order by id')).toEqual([[1], [3]]);
  expect(session.inTransaction).toBe(false);
});

test('EXECUTE IMMEDIATE runs DDL, which commits', async () => {
  await execute(
    session,
    `begin insert into t (id) values (1); execute immediate 'create table made (x number)'; end;`,
  );
  expect(await rows(other, 'select id from t')).toEqual([[1]]);
  await execute(session, 'drop table made');
});

test('DBMS_OUTPUT', async () => {
  await execute(session, `begin dbms_output.enable; dbms_output.put('a'); dbms_output.put_line('b'); end;`);
  const line = (): Promise<unknown> =>
    session.execute({
      sql: 'begin dbms_output.get_line(:line, :status); end;',
      binds: [bind(null, 'LINE'), bind(null, 'STATUS')],
    });
  expect(await line()).toMatchObject({ values: ['ab', 0] });
  expect(await line()).toMatchObject({ values: [null, 1] });
});

test('a page written with HTP and OWA_UTIL is taken once', async () => {
  await execute(
    session,
    `begin owa_util.status_line(201, null, false); owa_util.mime_header('application/json', true);
       htp.prn('{"a":'); htp.p(1 || '}'); end;`,
  );
  expect(takePage(session)).toEqual({
    status: 201,
    headers: [['Content-Type', 'application/json']],
    body: '{"a":1}\n',
  });
  expect(takePage(session)).toEqual({ status: undefined, headers: [], body: '' });
});

test('a sleeping block lets others work and ends on a break', async () => {
  const controller = new AbortController();
  const sleeping = session.execute({
    sql: 'begin insert into t (id) values (1); dbms_session.sleep(30); end;',
    binds: [],
    signal: controller.signal,
  });
  const outcome = expect(sleeping).rejects.toMatchObject({ number: 1013 });
  expect(await rows(other, 'select count(*) from t')).toEqual([[0]]);
  await execute(other, 'insert into t (id) values (2)');
  await other.commit();
  controller.abort();
  await outcome;
  expect(await rows(session, 'select id from t')).toEqual([[2]]);
});

test('driver start-up: DBMS_UTILITY.DB_VERSION, NLS parameters, CALL', async () => {
  const version = await session.execute({
    sql: 'call dbms_utility.db_version(:v, :c)',
    binds: [bind(null, 'V'), bind(null, 'C')],
  });
  expect(version).toMatchObject({ values: ['19.0.0.0.0', '19.0.0.0'] });
  const nls = await session.execute({
    sql: `begin select value into :1 from sys.nls_session_parameters where parameter = 'NLS_LANGUAGE'; end;`,
    binds: [bind(null)],
  });
  expect(nls).toMatchObject({ values: ['AMERICAN'] });
});

test('faults strike matching statements and calls, as often as asked', async () => {
  database.faults.add({ match: /^DBMS_OUTPUT\.PUT_LINE$/, error: { number: 60, text: 'deadlock detected' } });
  expect(await failure(session, `begin dbms_output.put_line('x'); end;`)).toMatch(/^60 /);
  await execute(session, `begin dbms_output.put_line('x'); end;`);
  database.faults.add({ user: 'B', error: { number: 3113, text: 'x' } });
  await execute(session, 'select 1 from dual');
  expect(database.faults.remaining).toBe(1);
  database.faults.clear();
});

test('a member that a package lacks is PLS-00302, an unknown package PLS-00201', async () => {
  expect(await failure(session, 'begin dbms_output.nope; end;')).toMatch(/PLS-00302/);
  expect(await failure(session, 'begin nope.nope; end;')).toMatch(/PLS-00201/);
});
