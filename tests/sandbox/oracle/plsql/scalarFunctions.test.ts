import type { Value } from '../../../../sandbox/oracle/database';
import { scalarFunctions } from '../../../../sandbox/oracle/plsql/scalarFunctions';

const env = { now: new Date('2025-03-04T05:06:07.089Z'), user: 'HR' };
const call = (name: string, ...args: Value[]): Value => scalarFunctions.get(name)?.(args, env) ?? null;

describe('scalarFunctions', () => {
  test.each<[string, Value[], Value]>([
    ['SUBSTR', ['abcdef', 2, 3], 'bcd'],
    ['SUBSTR', ['abcdef', -2], 'ef'],
    ['SUBSTR', ['abcdef', 0, 2], 'ab'],
    ['SUBSTR', ['abcdef', 7], null],
    ['INSTR', ['banana', 'an'], 2],
    ['INSTR', ['banana', 'an', 1, 2], 4],
    ['INSTR', ['banana', 'an', -1], 4],
    ['INSTR', ['banana', 'x'], 0],
    ['REPLACE', ['a-b-c', '-'], 'abc'],
    ['TRANSLATE', ['2KRW229', '0123456789KRW', '9999999999'], '9999'],
    ['LPAD', ['7', 3, '0'], '007'],
    ['RPAD', ['abc', 2], 'ab'],
    ['TRIM', ['  x '], 'x'],
    ['LTRIM', ['xxyx', 'x'], 'yx'],
    ['INITCAP', ['the fOX'], 'The Fox'],
    ['LENGTH', [''], null],
    ['ROUND', [2.345, 2], 2.35],
    ['TRUNC', [-2.7], -2],
    ['CEIL', [1.1], 2],
    ['FLOOR', [-1.1], -2],
    ['MOD', [-7, 3], -1],
    ['SQRT', [16], 4],
    ['GREATEST', [3, '20', 7], 20],
    ['LEAST', ['b', 'a'], 'a'],
    ['NVL', ['', 'x'], 'x'],
    ['COALESCE', [null, '', 'z'], 'z'],
    ['NULLIF', [1, 1], null],
    ['CHR', [65], 'A'],
    ['ASCII', ['A'], 65],
    ['TO_NUMBER', ['1,234.50', '9,999.99'], 1234.5],
    ['TO_NUMBER', ['FF', 'XX'], 255],
    ['REGEXP_LIKE', ['abc1', '^[[:alpha:]]+\\d$'], true],
    ['REGEXP_SUBSTR', ['a,b,c', '[^,]+', 1, 2], 'b'],
    ['REGEXP_REPLACE', ['john smith', '(\\w+) (\\w+)', '\\2, \\1'], 'smith, john'],
    ['REGEXP_INSTR', ['ab12', '\\d'], 3],
    ['REGEXP_COUNT', ['banana', 'a'], 3],
    ['USER', [], 'HR'],
  ])('%s(%p)', (name, args, expected) => {
    expect(call(name, ...args)).toBe(expected);
  });

  test('dates', () => {
    const date = call('TO_DATE', '2024-02-29 10:11:12', 'YYYY-MM-DD HH24:MI:SS');
    expect(date).toEqual(new Date('2024-02-29T10:11:12Z'));
    expect(call('TO_CHAR', date, 'fmDay, DD Month YYYY')).toBe('Thursday, 29 February 2024');
    expect(call('ADD_MONTHS', date, 12)).toEqual(new Date('2025-02-28T10:11:12Z'));
    expect(call('TRUNC', date, 'MM')).toEqual(new Date('2024-02-01T00:00:00Z'));
    expect(call('EXTRACT', 'YEAR', date)).toBe(2024);
    expect(call('SYSDATE')).toEqual(new Date('2025-03-04T05:06:07Z'));
    expect(call('TO_CHAR', date)).toBe('29-FEB-24');
  });

  test.each([
    ['TO_NUMBER', ['abc'], 'ORA-01722'],
    ['TO_DATE', ['2024-13-01', 'YYYY-MM-DD'], 'ORA-01843'],
    ['TO_DATE', ['2023-02-29', 'YYYY-MM-DD'], 'ORA-01839'],
    ['TO_DATE', ['2024-01-01 x', 'YYYY-MM-DD'], 'ORA-01830'],
    ['SQRT', [-1], 'ORA-01428'],
  ])('%s(%p) fails as SQL has it', (name, args, error) => {
    expect(() => call(name, ...args)).toThrow(error);
  });
});
