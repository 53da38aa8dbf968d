import type { Value } from '../../../../sandbox/oracle/database';
import type { IndexByTable } from '../../../../sandbox/oracle/plsql/host';
import { runBlock } from '../../../../sandbox/oracle/plsql/runBlock';
import { FakeHost, failure, logged, parameter } from './fakeHost';

let host: FakeHost;
beforeEach(() => {
  host = new FakeHost();
  host.add(
    'PKG.P',
    [
      parameter('A', 'NUMBER'),
      parameter('B', 'VARCHAR2', 'IN', 'def'),
      parameter('C', 'PL/SQL BOOLEAN', 'IN', false),
    ],
    (args) => {
      host.output.push(JSON.stringify([...args.values()]));
    },
  );
  host.add(
    'PKG.Q',
    [parameter('A', 'NUMBER', 'IN OUT'), parameter('B', 'VARCHAR2', 'OUT'), parameter('C', 'NUMBER')],
    (args) => {
      args.set('A', Number(args.get('A')) + 1);
      args.set('B', `b${String(args.get('C'))}`);
    },
  );
  host.add('PKG.F', [parameter('A', 'NUMBER', 'IN', 1)], (args) => Number(args.get('A')) * 2, 'NUMBER');
  host.names.set('PKG', { kind: 'package' });
});

const run = (source: string, binds: Record<string, Value | Value[]>) =>
  runBlock(source, new Map(Object.entries(binds)), host);

describe('calls of packages', () => {
  test('positional, named, mixed; defaults; conversions; functions with and without parentheses', async () => {
    host.names.set('OWNER.PKG.P', host.names.get('PKG.P') ?? { kind: 'invisible' });
    expect(
      await logged(
        "begin pkg.p('1'); pkg.p(1, c => true); pkg.p(b => 2, a => pkg.f(a => 4)); owner.pkg.p(pkg.f); end;",
        host,
      ),
    ).toEqual(['[1,"def",false]', '[1,"def",true]', '[8,"2",false]', '[2,"def",false]']);
  });

  test('CALL as a statement, INTO a bind for functions', async () => {
    await run('CALL pkg.p(7)', {});
    expect(host.output).toEqual(['[7,"def",false]']);
    expect((await run('call pkg.f(21) into :x', { X: null })).values.get('X')).toBe(42);
  });

  test('OUT and IN OUT arguments', async () => {
    expect(
      await logged(
        'declare a number := 1; b varchar2(10); begin pkg.q(a, b, 9); log.put(a || b); end;',
        host,
      ),
    ).toEqual(['2b9']);
    expect((await failure('declare b varchar2(9); begin pkg.q(1, b, 9); end;', host)).text).toContain(
      "PLS-00363: expression 'A' cannot be used as an assignment target",
    );
  });

  test('all faults are found before anything runs', async () => {
    const { text } = await failure(
      'begin\n  pkg.p(1);\n  pkg.nothing(1);\n  nowhere.x(1);\n  plain;\n  pkg.p;\n  pkg.f(1);\n  log.put(pkg.p(1));\nend;',
      host,
    );
    expect(host.output).toEqual([]);
    expect(text).toBe(
      [
        "line 3, column 7:\nPLS-00302: component 'NOTHING' must be declared",
        'line 3, column 3:\nPL/SQL: Statement ignored',
        "line 4, column 3:\nPLS-00201: identifier 'NOWHERE.X' must be declared",
        'line 4, column 3:\nPL/SQL: Statement ignored',
        "line 5, column 3:\nPLS-00201: identifier 'PLAIN' must be declared",
        'line 5, column 3:\nPL/SQL: Statement ignored',
        "line 6, column 3:\nPLS-00306: wrong number or types of arguments in call to 'P'",
        'line 6, column 3:\nPL/SQL: Statement ignored',
        "line 7, column 3:\nPLS-00221: 'F' is not a procedure or is undefined",
        'line 7, column 3:\nPL/SQL: Statement ignored',
        "line 8, column 11:\nPLS-00222: no function with name 'P' exists in this scope",
        'line 8, column 3:\nPL/SQL: Statement ignored',
      ].join('\nORA-06550: '),
    );
  });

  test('what the user may not see is not declared', async () => {
    host.names.set('PKG.HIDDEN', { kind: 'invisible' });
    host.names.delete('PKG');
    expect((await failure('begin pkg.hidden; end;', host)).text).toContain(
      "PLS-00201: identifier 'PKG.HIDDEN' must be declared",
    );
  });
});

describe('binds', () => {
  test('directions follow from what the block does with them, whatever branch runs', async () => {
    const { directions, values } = await run(
      'begin pkg.q(:inout, :out, :in); if :in = 0 then :never := 1; end if; :both := :both + 1; end;',
      { INOUT: 1, OUT: null, IN: 5, NEVER: 'kept', BOTH: 1 },
    );
    expect(Object.fromEntries(directions)).toEqual({
      INOUT: 'in out',
      OUT: 'out',
      IN: 'in',
      NEVER: 'out',
      BOTH: 'in out',
    });
    expect(Object.fromEntries(values)).toEqual({ INOUT: 2, OUT: 'b5', IN: 5, NEVER: 'kept', BOTH: 2 });
  });

  test('binds in static and dynamic SQL', async () => {
    host.rows(['A'], [3]);
    const { directions, values } = await run(
      "begin select a into :x from t where b = :y; execute immediate 'begin :1 := :2; end;' using out :z, :y; end;",
      { X: null, Y: 8, Z: null },
    );
    expect(Object.fromEntries(directions)).toEqual({ X: 'out', Y: 'in', Z: 'out' });
    expect(values.get('Z')).toBe(8);
    expect(host.queries[0]?.binds).toEqual(new Map([['Y', 8]]));
  });

  test('arrays bind index-by tables, in and out', async () => {
    host.add('PKG.T', [parameter('A', 'PL/SQL TABLE', 'IN OUT')], (args) => {
      (args.get('A') as IndexByTable).entries.set(3, 'c');
    });
    const { values, directions } = await run(
      'declare v owa.vc_arr; begin v := :in; log.put(v.count || v(2)); pkg.t(:io); :out := v; end;',
      { IN: ['a', 'b'], IO: ['a', 'b'], OUT: [] },
    );
    expect(host.output).toEqual(['2b']);
    expect(values.get('IO')).toEqual(['a', 'b', 'c']);
    expect(values.get('OUT')).toEqual(['a', 'b']);
    expect(directions.get('IO')).toBe('in out');
  });

  test('positional binds, empty strings, a missing bind', async () => {
    expect((await run("begin :2 := nvl(:1, 'null'); end;", { '1': '', '2': null })).values.get('2')).toBe(
      'null',
    );
    await expect(run('begin :x := 1; end;', {})).rejects.toMatchObject({ number: 1008 });
  });
});
