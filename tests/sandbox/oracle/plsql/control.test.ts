import { runBlock } from '../../../../sandbox/oracle/plsql/runBlock';
import { FakeHost, failure, logged } from './fakeHost';

describe('control', () => {
  test('IF, ELSIF, ELSE; a null condition is no', async () => {
    expect(
      await logged(`begin for i in 1..3 loop if i = 1 then log.put('one'); elsif i = 2 then log.put('two'); else log.put('else'); end if; end loop;
        if null then log.put('no'); end if; end;`),
    ).toEqual(['one', 'two', 'else']);
  });

  test('CASE statements, ORA-06592 without a branch', async () => {
    expect(
      await logged("begin case 2 when 1 then log.put('a'); when 2 then log.put('b'); end case; end;"),
    ).toEqual(['b']);
    expect(await logged("begin case when 1 > 2 then null; else log.put('e'); end case; end;")).toEqual(['e']);
    expect((await failure('begin case 9 when 1 then null; end case; end;')).number).toBe(6592);
  });

  test('loops with labels, EXIT and CONTINUE', async () => {
    expect(
      await logged(
        `begin <<o>> for i in 1..3 loop for j in 1..3 loop continue o when j = 2; exit o when i = 3; log.put(i || j); end loop; end loop o; end;`,
      ),
    ).toEqual(['11', '21']);
    expect(
      await logged(
        'declare i number := 0; begin loop i := i + 1; exit when i > 2; log.put(i); end loop; while i > 0 loop i := i - 2; log.put(i); end loop; end;',
      ),
    ).toEqual(['1', '2', '1', '-1']);
  });

  test('REVERSE, empty ranges and rounded bounds', async () => {
    expect(
      await logged(
        'begin for i in reverse 1..3 loop log.put(i); end loop; for i in 2..1 loop log.put(9); end loop; for i in 1.5..2.4 loop log.put(i); end loop; end;',
      ),
    ).toEqual(['3', '2', '1', '2']);
  });

  test('EXIT outside of a loop', async () => {
    expect((await failure('begin exit; end;')).text).toContain('PLS-00376');
  });

  test('local procedures and functions: recursion, defaults, OUT, nested scopes, forward declarations', async () => {
    expect(
      await logged(`declare base number := 100;
        function odd(n number) return boolean;
        function even(n number) return boolean is begin if n = 0 then return true; end if; return odd(n - 1); end;
        function odd(n number) return boolean is begin if n = 0 then return false; end if; return even(n - 1); end;
        function fact(n number) return number is begin return case when n < 2 then 1 else n * fact(n - 1) end; end;
        procedure p(a number, b in out varchar2, c out number, d number default base + 1) is
          procedure inner is begin b := b || a || d; end;
        begin inner; c := nvl(c, 0) + 1; end;
        s varchar2(20) := 'x'; n number := 50;
        begin log.put(fact(20)); p(1, s, n); log.put(s || n); p(c => n, d => 2, b => s, a => 3); log.put(s);
        if even(10) and not odd(10) then log.put('even'); end if; end;`),
    ).toEqual(['2432902008176640000', 'x11011', 'x110132', 'even']);
  });

  test('an OUT argument keeps its value when the procedure fails', async () => {
    expect(
      await logged(`declare x number := 1; procedure p(a out number) is begin a := 2; raise value_error; end;
        begin p(x); exception when others then log.put(x); end;`),
    ).toEqual(['1']);
  });

  test('local overloads', async () => {
    expect(
      await logged(`declare procedure p(a number) is begin log.put('n'); end; procedure p(a varchar2) is begin log.put('s'); end;
        begin p(1); p('a'); end;`),
    ).toEqual(['n', 's']);
  });

  test('RETURN: out of a block, with a value, missing', async () => {
    expect(await logged("begin log.put('a'); return; log.put('b'); end;")).toEqual(['a']);
    expect(
      (await failure('declare x number; function f return number is begin null; end; begin x := f; end;'))
        .number,
    ).toBe(6503);
    expect((await failure('declare procedure p is begin return 1; end; begin p; end;')).text).toContain(
      'PLS-00372',
    );
  });

  test('endless recursion is STORAGE_ERROR', async () => {
    expect((await failure('declare procedure p is begin p; end; begin p; end;')).number).toBe(6500);
  });

  test('an aborted loop ends with ORA-01013, whatever its handlers say', async () => {
    const controller = new AbortController();
    const running = runBlock(
      'begin loop begin loop null; end loop; exception when others then null; end; end loop; end;',
      new Map(),
      new FakeHost(),
      { signal: controller.signal },
    );
    setImmediate(() => controller.abort());
    await expect(running).rejects.toMatchObject({ number: 1013 });
  });

  test('a waiting package is given up when the client breaks', async () => {
    const host = new FakeHost();
    const controller = new AbortController();
    host.add('SLEEP', [], () => {
      setImmediate(() => controller.abort());
      return new Promise<void>(() => undefined);
    });
    await expect(
      runBlock('begin sleep; end;', new Map(), host, { signal: controller.signal }),
    ).rejects.toMatchObject({
      number: 1013,
    });
  });

  test('a package may answer later, in expressions, loops and handlers too', async () => {
    const host = new FakeHost();
    host.add('LATER', [], () => Promise.resolve(2), 'NUMBER');
    host.add('FAILS', [], () => Promise.reject(new TypeError('a fault of the package')));
    expect(
      await logged(
        `declare function twice return number is begin return later * 2; end;
         begin for i in 1..2 loop log.put(i + later); end loop; if later = 2 and twice = 4 then log.put('yes'); end if;
         begin raise no_data_found; exception when others then log.put(twice || sqlcode); end; end;`,
        host,
      ),
    ).toEqual(['3', '4', 'yes', '4100']);
    await expect(
      runBlock('begin fails; exception when others then null; end;', new Map(), host),
    ).rejects.toThrow('a fault of the package');
  });
});
