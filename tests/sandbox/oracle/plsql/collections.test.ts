import { FakeHost, failure, logged, parameter } from './fakeHost';
import type { IndexByTable, PlsqlValue } from '../../../../sandbox/oracle/plsql/host';

const TABLE = 'type t is table of varchar2(10) index by pls_integer; x t;';

describe('index-by tables and records', () => {
  test('methods see the keys in order', async () => {
    expect(
      await logged(`declare ${TABLE} i pls_integer; begin x(30) := 'c'; x(10) := 'a'; x(20) := 'b';
        log.put(x.count || ',' || x.first || ',' || x.last || ',' || x.next(10) || ',' || x.prior(20) || ',' || x.next(30));
        x.delete(20); if x.exists(20) then log.put('no'); end if;
        i := x.first; while i is not null loop log.put(i || x(i)); i := x.next(i); end loop;
        x.delete; log.put(x.count); end;`),
    ).toEqual(['3,10,30,20,10,', '10a', '30c', '0']);
  });

  test('string keys, tables of records, tables of tables', async () => {
    expect(
      await logged(`declare type r is record (n varchar2(5) default 'd', v number); type s is table of r index by varchar2(10);
        type ss is table of s index by pls_integer; a s; b ss; begin
        a('z').v := 1; a('k').n := 'kk'; log.put(a.first || a('z').n || a('z').v);
        b(1)('q').v := 7; log.put(b(1)('q').v); b(2) := b(1); b(2)('q').v := 8; log.put(b(1)('q').v); end;`),
    ).toEqual(['kd' + '1', '7', '7']);
  });

  test('assignment copies', async () => {
    expect(
      await logged(
        `declare ${TABLE} y t; begin x(1) := 'a'; y := x; y(1) := 'b'; log.put(x(1) || y(1)); end;`,
      ),
    ).toEqual(['ab']);
  });

  test('a missing element is NO_DATA_FOUND, a null key VALUE_ERROR', async () => {
    expect((await failure(`declare ${TABLE} begin log.put(x(1)); end;`)).number).toBe(1403);
    expect((await failure(`declare ${TABLE} begin x(null) := 'a'; end;`)).number).toBe(6502);
    expect((await failure(`declare ${TABLE} begin x(1) := 'abcdefghijkl'; end;`)).number).toBe(6502);
  });

  test('nested tables: constructor, EXTEND, TRIM, null until constructed', async () => {
    expect(
      await logged(`declare type n is table of number; x n := n(1, 2); y n; begin x.extend; x(3) := 5; log.put(x.count || x(3));
        x.trim(2); log.put(x.count); if y is null then log.put('null'); end if; log.put(y.count);
        exception when collection_is_null then log.put('not constructed'); end;`),
    ).toEqual(['35', '1', 'null', 'not constructed']);
    expect(
      (await failure('declare type n is table of number; x n := n(); begin x(1) := 1; end;')).number,
    ).toBe(6533);
  });

  test('package types: variables, constructor and qualified expression reach the package as tables', async () => {
    const host = new FakeHost();
    const seen: PlsqlValue[][] = [];
    host.add('PKG.P', [parameter('A', 'PL/SQL TABLE')], (args) => {
      seen.push([...(args.get('A') as IndexByTable).entries.values()]);
    });
    await logged(
      "declare v owa.vc_arr; begin pkg.p(v); v(2) := 'b'; v(1) := 'a'; pkg.p(v); pkg.p(owa.vc_arr()); pkg.p(a => owa.vc_arr(1 => 'x', 2 => 'y')); end;",
      host,
    );
    expect(seen).toEqual([[], ['a', 'b'], [], ['x', 'y']]);
    expect((await failure('begin pkg.p(null); end;', host)).text).toContain('PLS-00306');
  });

  test('records compare no types, fields are checked', async () => {
    expect((await failure('declare type r is record (a number); x r; begin x.b := 1; end;')).text).toContain(
      "PLS-00302: component 'B' must be declared",
    );
  });
});
