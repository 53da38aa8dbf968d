import fc from 'fast-check';
import { evaluate, failure } from './fakeHost';

describe('expressions', () => {
  test.each<[string, unknown]>([
    ['1 + 2 * 3', 7],
    ['0.1 + 0.2', 0.3],
    ['2 ** 10', 1024],
    ["'5' + 1", 6],
    ["'a' || null || 1.5", 'a1.5'],
    ["'' || null", null],
    ['7 mod 4', 3],
    ['mod(7, 4)', 3],
    ['-3', -3],
    ['null + 1', null],
    ["date '2024-03-01' - date '2024-02-28'", 2],
    ["date '2024-02-28' + 2", new Date('2024-03-01T00:00:00Z')],
    ["to_char(date '2024-02-28' + interval '36' hour, 'YYYY-MM-DD HH24')", '2024-02-29 12'],
    ["case when 1 > 2 then 'a' else 'b' end", 'b'],
    ["case 3 when 1 then 'a' when 3 then 'c' end", 'c'],
    ['case 3 when 1 then 2 end', null],
    ["upper(substr('hello', 1, 2))", 'HE'],
    ["trim(both 'x' from 'xxaxx')", 'a'],
    ["extract(year from date '2024-02-28')", 2024],
    ["cast('12' as number) + 1", 13],
    ['standard.upper(user)', 'HR'],
    ['nvl(null, 2)', 2],
    ['coalesce(null, 3, 1 / 0)', 3],
    ['to_char(12345678901234567890.5)', '12345678901234567890.5'],
  ])('%s', async (expression, expected) => {
    expect(await evaluate(expression)).toEqual(expected);
  });

  test.each<[string, boolean | null]>([
    ['true and null', null],
    ['false and null', false],
    ['true or null', true],
    ['not null', null],
    ["'' is null", true],
    ["'a' = ''", null],
    ['null = null', null],
    ['2 between 1 and 3', true],
    ['2 not between 1 and null', null],
    ['1 in (2, 1)', true],
    ['1 in (2, null)', null],
    ['1 not in (2, null)', null],
    ["'a_c' like 'a\\_%' escape '\\'", true],
    ["'abc' like 'a\\_%' escape '\\'", false],
    ["'abc' like '_b%'", true],
    ["'10' > 9", true],
    ["'10' > '9'", false],
    ["'a' = 'a  '", true],
    ["upper('a') = 'A  '", false],
    ["regexp_like('a1', '\\d')", true],
  ])('%s', async (expression, expected) => {
    expect(await evaluate(expression)).toBe(expected);
  });

  test('AND and OR stop at what decides', async () => {
    expect(await evaluate('false and 1 / 0 = 1')).toBe(false);
    expect(await evaluate('true or 1 / 0 = 1')).toBe(true);
  });

  test.each([
    ["begin if 'a' then null; end if; end;", 'PLS-00382: expression is of wrong type'],
    [
      'begin if true = 1 then null; end if; end;',
      "PLS-00306: wrong number or types of arguments in call to '='",
    ],
    [
      "begin log.put(decode(1, 1, 'a')); end;",
      "PLS-00204: function or pseudo-column 'DECODE' may be used inside",
    ],
    ["begin log.put(nvl2(1, 1, 'a')); end;", 'PLS-00204'],
    ['begin log.put(substr(1)); end;', "PLS-00306: wrong number or types of arguments in call to 'SUBSTR'"],
  ])('%s is a compile-time fault', async (source, text) => {
    expect(await failure(source)).toMatchObject({
      number: 6550,
      text: expect.stringContaining(text) as string,
    });
  });

  test.each([
    ["'x' + 1", 'ORA-06502: PL/SQL: numeric or value error: character to number conversion error'],
    ["to_number('x')", 'ORA-06502'],
    ['1 / 0', 'ORA-01476: divisor is equal to zero'],
  ])('%s fails when it runs', async (expression, message) => {
    await expect(evaluate(expression)).rejects.toThrow(message);
  });

  test('numbers survive being written and read', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: -(2 ** 40), max: 2 ** 40 }),
        fc.integer({ min: 1, max: 9999 }),
        async (a, b) => {
          expect(await evaluate(`to_number(to_char(${a} + ${b})) - ${b}`)).toBe(a);
        },
      ),
      { numRuns: 50 },
    );
  });
});
