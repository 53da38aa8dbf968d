import { compileSubprogram } from '../../../../sandbox/oracle/plsql/compileSubprogram';
import type { PlsqlValue } from '../../../../sandbox/oracle/plsql/host';
import { FakeHost, failure, logged } from './fakeHost';

const register = (host: FakeHost, source: string) => {
  const subprogram = compileSubprogram(source, 'HR', host, () => host);
  host.names.set(subprogram.name, { kind: 'subprograms', candidates: [subprogram] });
  return subprogram;
};

describe('compileSubprogram', () => {
  test('a stored function with its parameters', async () => {
    const host = new FakeHost();
    const subprogram = register(
      host,
      'create or replace function double(n in number, m number default 2) return number is begin return n * m; end double;',
    );
    expect(subprogram).toMatchObject({
      owner: 'HR',
      name: 'DOUBLE',
      returns: 'NUMBER',
      parameters: [
        { name: 'N', mode: 'IN', dataType: 'NUMBER' },
        { name: 'M', mode: 'IN', dataType: 'NUMBER', defaultValue: 2 },
      ],
    });
    expect(await logged('begin log.put(double(21)); log.put(double(1, m => 5)); end;', host)).toEqual([
      '42',
      '5',
    ]);
  });

  test('OUT parameters and the error stack', async () => {
    const host = new FakeHost();
    const subprogram = register(
      host,
      'create procedure p(a in out varchar2) as\nx number;\nbegin\na := a || 1;\nif length(a) > 2 then raise no_data_found; end if;\nend;',
    );
    const args = new Map<string, PlsqlValue>([['A', 'x']]);
    await subprogram.call(host.context, args);
    expect(args.get('A')).toBe('x1');
    expect((await failure("declare v varchar2(9) := 'xx'; begin\np(v); end;", host)).text).toBe(
      'no data found\nORA-06512: at "HR.P", line 5\nORA-06512: at line 2',
    );
  });

  test('packages are refused, faults of the body show at the call', async () => {
    const host = new FakeHost();
    expect(() => compileSubprogram('create package p is end;', 'HR', host, () => host)).toThrow('ORA-03001');
    expect(() => compileSubprogram('create procedure p is begin null', 'HR', host, () => host)).toThrow(
      'ORA-06550',
    );
    register(host, 'create procedure q is begin nothing; end;');
    expect((await failure('begin q; end;', host)).text).toContain(
      "PLS-00201: identifier 'NOTHING' must be declared",
    );
  });
});
