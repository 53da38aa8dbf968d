import type { Value } from '../../../../sandbox/oracle/database';
import { OraError } from '../../../../sandbox/oracle/oraError';
import { runBlock } from '../../../../sandbox/oracle/plsql/runBlock';
import { FakeHost, failure, logged } from './fakeHost';

let host: FakeHost;
beforeEach(() => {
  host = new FakeHost();
});

describe('static SQL', () => {
  test('SELECT INTO variables, records and binds', async () => {
    host.rows(['A', 'B'], [1, 'x']);
    const outcome = await runBlock(
      'declare a number; type r is record (p number, q varchar2(5)); v r; begin select a, b into a, :b from t; select a, b into v from t; log.put(a || v.p || v.q || sql%rowcount); end;',
      new Map([['B', null]]),
      host,
    );
    expect(host.output).toEqual(['11x1']);
    expect(outcome.values.get('B')).toBe('x');
    expect(outcome.directions.get('B')).toBe('out');
    expect(host.queries[0]?.sql).toMatch(/^select a, b {12}from t$/);
  });

  test('NO_DATA_FOUND, TOO_MANY_ROWS, a wrong number of targets', async () => {
    const source = 'declare a number; begin select a into a from t; end;';
    host.rows(['A']);
    expect((await failure(source, host)).number).toBe(1403);
    host.rows(['A'], [1], [2]);
    expect((await failure(source, host)).number).toBe(1422);
    host.rows(['A', 'B'], [1, 2]);
    expect((await failure(source, host)).number).toBe(913);
  });

  test('BULK COLLECT INTO tables and tables of records', async () => {
    host.rows(['A', 'B'], [1, 'x'], [2, 'y']);
    expect(
      await logged(
        `declare type n is table of number index by pls_integer; type s is table of varchar2(5); a n; b s; type r is record (p number, q varchar2(5));
         type rs is table of r index by pls_integer; v rs;
         begin select a, b bulk collect into a, b from t; log.put(a.count || b(2)); select a, b bulk collect into v from t; log.put(v(2).q); end;`,
        host,
      ),
    ).toEqual(['2y', 'y']);
  });

  test('variables are looked up through the scopes, fields and package constants too', async () => {
    host.names.set('PKG.C', { kind: 'constant', value: 'const' });
    const seen: (Value | undefined | object)[] = [];
    host.affect = ({ variables }) => {
      for (const path of [['X'], ['Y'], ['R', 'F'], ['O', 'X'], ['PKG', 'C'], ['NOPE'], ['R', 'NOPE']]) {
        seen.push(variables?.lookup(path)?.value);
      }
      return 2;
    };
    await logged(
      `<<o>> declare x number := 1; type t is record (f varchar2(3)); r t; begin r.f := 'f';
       declare x number := 2; y number := 3; begin update emp set a = x; log.put(sql%rowcount); end; end;`,
      host,
    );
    expect(seen).toEqual([2, 3, 'f', 1, 'const', undefined, undefined]);
    expect(host.output).toEqual(['2']);
  });

  test('binds go by name; elements of tables and attributes become binds', async () => {
    await runBlock(
      'declare type t is table of number index by pls_integer; x t; begin x(1) := 5; insert into log values (:a, x(1), sql%rowcount); end;',
      new Map([['A', 'v']]),
      host,
    );
    expect(host.statements[0]).toMatchObject({
      sql: 'insert into log values (:a, :PLSQL$1, :PLSQL$2)',
      binds: new Map<string, Value>([
        ['A', 'v'],
        ['PLSQL$1', 5],
        ['PLSQL$2', null],
      ]),
    });
  });

  test('SQL%FOUND, %NOTFOUND, %ISOPEN', async () => {
    host.affect = () => 0;
    expect(
      await logged(
        "begin if sql%found is null then log.put('null'); end if; delete from t; if sql%notfound and not sql%found and not sql%isopen then log.put('none'); end if; end;",
        host,
      ),
    ).toEqual(['null', 'none']);
  });

  test('cursor FOR over a query, with EXIT', async () => {
    host.rows(['A'], [1], [2], [3]);
    expect(
      await logged(
        'begin for r in (select a from t where b = (1)) loop exit when r.a = 3; log.put(r.a); end loop; end;',
        host,
      ),
    ).toEqual(['1', '2']);
    expect(host.queries[0]?.sql).toBe('select a from t where b = (1)');
  });

  test('explicit cursors: parameters, attributes, FETCH behind the end', async () => {
    host.answer = ({ variables }) => ({
      columns: [{ name: 'A', type: 'NUMBER' }],
      rows: [[variables?.lookup(['P'])?.value as Value], [20]],
    });
    expect(
      await logged(
        `declare cursor c(p number default 7) is select a from t where a >= p; r c%rowtype; n number;
         begin open c(10); loop fetch c into n; exit when c%notfound; log.put(n || '/' || c%rowcount); end loop; close c;
         open c; fetch c into r; log.put(r.a); close c; for x in c(p => 3) loop log.put(x.a); end loop;
         if not c%isopen then log.put('closed'); end if; fetch c into n; exception when invalid_cursor then log.put('invalid'); end;`,
        host,
      ),
    ).toEqual(['10/1', '20/2', '7', '3', '20', 'closed', 'invalid']);
  });

  test('FETCH BULK COLLECT LIMIT and cursor variables', async () => {
    host.rows(['A'], [1], [2], [3]);
    expect(
      await logged(
        `declare type n is table of number; v n; c sys_refcursor; begin open c for 'select a from t where b = :x' using 5;
         loop fetch c bulk collect into v limit 2; log.put(v.count); exit when c%notfound; end loop; close c; end;`,
        host,
      ),
    ).toEqual(['2', '1']);
    expect(host.queries[0]).toMatchObject({
      sql: 'select a from t where b = :1',
      binds: new Map([['1', 5]]),
    });
  });

  test('FORALL runs once per index and counts all rows', async () => {
    expect(
      await logged(
        'declare type n is table of number; v n := n(4, 5); begin forall i in 1..v.count insert into t values (v(i)); log.put(sql%rowcount); end;',
        host,
      ),
    ).toEqual(['2']);
    expect(host.statements.map(({ binds }) => binds.get('PLSQL$1'))).toEqual([4, 5]);
  });

  test('transactions are passed on', async () => {
    await logged('begin savepoint a; rollback to a; rollback to savepoint a; commit; rollback; end;', host);
    expect(host.transaction).toEqual(['savepoint A', 'rollback A', 'rollback A', 'commit', 'rollback']);
  });

  test('a host that checks makes faults of static SQL compile-time faults', async () => {
    host.check = () => {
      throw new OraError(942, 'table or view does not exist', 12);
    };
    expect(
      (await failure('begin\n  delete from nowhere;\nexception when others then null; end;', host)).message,
    ).toBe(
      'ORA-06550: line 2, column 15:\nPL/SQL: ORA-00942: table or view does not exist\n' +
        'ORA-06550: line 2, column 3:\nPL/SQL: SQL Statement ignored',
    );
  });

  test("SQL's own errors reach the handlers with their number", async () => {
    host.affect = () => {
      throw new OraError(1722, 'invalid number');
    };
    expect(
      await logged("begin delete from t; exception when invalid_number then log.put('sql'); end;", host),
    ).toEqual(['sql']);
  });

  test('a sequence in an expression', async () => {
    host.rows(['NEXTVAL'], [41]);
    expect(await logged('begin log.put(ids.nextval + 1); end;', host)).toEqual(['42']);
    expect(host.queries[0]?.sql).toBe('SELECT IDS.NEXTVAL FROM DUAL');
  });
});

test('SYS_CONTEXT in an expression is asked of SQL', async () => {
  host.rows(['X'], ['HR']);
  expect(await logged("begin log.put(sys_context('USERENV', 'CURRENT_' || 'USER')); end;", host)).toEqual([
    'HR',
  ]);
  expect(host.queries[0]).toMatchObject({
    sql: 'SELECT SYS_CONTEXT(:1, :2) FROM DUAL',
    binds: new Map([
      ['1', 'USERENV'],
      ['2', 'CURRENT_USER'],
    ]),
  });
});

describe('EXECUTE IMMEDIATE', () => {
  test('each placeholder of SQL takes the next argument', async () => {
    host.affect = () => 3;
    expect(
      await logged(
        "begin execute immediate 'update t set a = :x, b = :x where c = '':x''' using 1, 'b'; log.put(sql%rowcount); end;",
        host,
      ),
    ).toEqual(['3']);
    expect(host.statements[0]).toMatchObject({
      sql: "update t set a = :1, b = :2 where c = ':x'",
      binds: new Map<string, Value>([
        ['1', 1],
        ['2', 'b'],
      ]),
    });
  });

  test('a query INTO variables; without INTO it only runs', async () => {
    host.rows(['A'], [5]);
    expect(
      await logged(
        "declare n number; begin execute immediate 'select a from t' into n; log.put(n); execute immediate 'select 1 from t'; end;",
        host,
      ),
    ).toEqual(['5']);
    expect(
      (
        await failure(
          "declare n number; begin execute immediate 'select a from t where x = :a' into n; end;",
          host,
        )
      ).number,
    ).toBe(1008);
    expect((await failure("begin execute immediate 'select a from t' using 1; end;", host)).number).toBe(
      1006,
    );
  });

  test('each name of a block takes the next argument, IN, OUT and IN OUT', async () => {
    expect(
      await logged(
        `declare a number := 1; b number; c number := 5; begin
         execute immediate 'begin :x := :y + :x; :z := :y * 10; end;' using in out c, a, out b; log.put(c || ',' || b); end;`,
        host,
      ),
    ).toEqual(['6,10']);
  });

  test('faults of a dynamic block can be handled', async () => {
    expect(
      await logged(
        "begin execute immediate 'begin nothing; end;'; exception when others then log.put(sqlcode); end;",
        host,
      ),
    ).toEqual(['-6550']);
    expect(
      (await failure("begin\nexecute immediate 'begin raise no_data_found; end;'; end;", host)).text,
    ).toBe('no data found\nORA-06512: at line 1\nORA-06512: at line 2');
    expect((await failure('begin execute immediate null; end;', host)).number).toBe(6535);
  });
});
