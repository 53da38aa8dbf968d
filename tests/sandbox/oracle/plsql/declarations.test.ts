import { OraError } from '../../../../sandbox/oracle/oraError';
import { FakeHost, evaluate, failure, logged } from './fakeHost';

describe('declarations', () => {
  test.each<[string, string, unknown]>([
    ['x varchar2(3) := 12', 'x', '12'],
    ["x varchar2(3 char) default 'äöü'", 'x', 'äöü'],
    ["x char(3) := 'a'", 'x', 'a  '],
    ['x number(4,1) := 12.345', 'x', 12.3],
    ['x number(3) := 2.5', 'x', 3],
    ['x pls_integer := 2.5', 'x', 3],
    ["x number := '1.50'", 'x', 1.5],
    ['x constant number not null := 1', 'x + 1', 2],
    ['x number; y x%type := 7', 'y', 7],
    ["x date := date '2024-01-02'", "to_char(x, 'DD')", '02'],
    ['x boolean := true', 'not x', false],
    ["subtype short is varchar2(2); x short := 'ab'", 'x', 'ab'],
    ["x raw(2) := hextoraw('CAFE')", 'rawtohex(x)', 'CAFE'],
    ['x number', 'x', null],
  ])('%s', async (declarations, expression, expected) => {
    expect(await evaluate(expression, `${declarations};`)).toBe(expected);
  });

  test.each([
    [
      "x varchar2(3) := 'abcd';",
      'ORA-06502: PL/SQL: numeric or value error: character string buffer too small',
    ],
    ["x varchar2(3) := 'äö';", 'character string buffer too small'],
    ['x number(3) := 1234;', 'ORA-06502: PL/SQL: numeric or value error: number precision too large'],
    ['x pls_integer := 3000000000;', 'ORA-01426: numeric overflow'],
    ["x number := 'abc';", 'character to number conversion error'],
    ['x number not null := null;', 'ORA-06502'],
    ['x positive := 0;', 'ORA-06502'],
  ])('%s fails when the block starts', async (declarations, message) => {
    const error = await failure(
      `declare ${declarations} begin log.put('no'); exception when others then log.put('no'); end;`,
    );
    expect(error.message).toContain(message);
    expect(error.message).toContain('ORA-06512: at line 1');
  });

  test.each([
    ['x varchar2 := 1;', 'PLS-00215'],
    ['x constant number;', 'PLS-00322'],
    ['x number not null;', 'PLS-00218'],
    ['x number; x number;', "PLS-00371: at most one declaration for 'X' is permitted"],
    ['x nosuchtype;', "PLS-00201: identifier 'NOSUCHTYPE' must be declared"],
    ['x boolean := 1;', 'PLS-00382'],
    ['x log.nothing;', "PLS-00302: component 'NOTHING' must be declared"],
  ])('%s is a compile-time fault', async (declarations, text) => {
    const { number, text: all } = await failure(`declare ${declarations} begin null; end;`);
    expect(number).toBe(6550);
    expect(all).toContain(text);
    expect(all).toContain('PL/SQL: Item ignored');
  });

  test('constants, IN parameters and loop counters are no assignment targets', async () => {
    const error = await failure(
      'declare c constant number := 1; procedure p(a number) is begin a := 1; end; begin c := 2; for i in 1..2 loop i := 3; end loop; end;',
    );
    for (const name of ['A', 'C', 'I']) {
      expect(error.text).toContain(`PLS-00363: expression '${name}' cannot be used as an assignment target`);
    }
  });

  test('%TYPE and %ROWTYPE of a table ask the host for no rows', async () => {
    const host = new FakeHost();
    host.answer = ({ sql }) => {
      expect(sql).toMatch(/WHERE 1 = 0$/);
      return { columns: [{ name: 'NAME', type: 'VARCHAR2', size: 2 }], rows: [] };
    };
    const lines = await logged(
      "declare n emp.name%type := 'ab'; r emp%rowtype; begin r.name := 'xy'; log.put(n || r.name); n := 'abc'; exception when value_error then log.put('long'); end;",
      host,
    );
    expect(lines).toEqual(['abxy', 'long']);
    host.answer = () => {
      throw new OraError(942, 'table or view does not exist');
    };
    expect((await failure('declare n emp.name%type; begin null; end;', host)).text).toContain(
      "PLS-00201: identifier 'EMP.NAME' must be declared",
    );
  });

  test('a nested block hides names, its label reaches them', async () => {
    expect(
      await logged(
        '<<o>> declare x number := 1; begin declare x number := 2; begin log.put(x || o.x); o.x := 5; end; log.put(x); end;',
      ),
    ).toEqual(['21', '5']);
  });
});
