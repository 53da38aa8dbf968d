import fc from 'fast-check';
import {
  add,
  compareNumeric,
  divide,
  modulo,
  multiply,
  parseNumeric,
  plainText,
  power,
  roundTo,
  subtract,
  truncateTo,
} from '../../../../sandbox/oracle/plsql/values/decimal';
import { formatNumber, numberText } from '../../../../sandbox/oracle/plsql/values/numberFormat';

describe('NUMBER', () => {
  test('decimal fractions add exactly', () => {
    expect(add(0.1, 0.2)).toBe(0.3);
    expect(subtract(1, 0.9)).toBe(0.1);
  });

  test('what a double cannot hold is text', () => {
    expect(multiply(9007199254740991, 10)).toBe('90071992547409910');
    expect(add('12345678901234567890', 1)).toBe('12345678901234567891');
    expect(divide(1, 3)).toBe(`0.${'3'.repeat(40)}`);
    expect(power(2, 100)).toBe('1267650600228229401496703205376');
  });

  test('rounding goes away from zero, truncation towards it', () => {
    expect([roundTo(2.5), roundTo(-2.5), roundTo(1.005, 2), roundTo(1250, -2)]).toEqual([3, -3, 1.01, 1300]);
    expect([truncateTo(-2.7), truncateTo(2.79, 1)]).toEqual([-2, 2.7]);
  });

  test('MOD has the sign of the dividend', () => {
    expect([modulo(-7, 3), modulo(7, -3), modulo(7, 0), modulo(5.5, 2)]).toEqual([-1, 1, 7, 1.5]);
  });

  test('division by zero and overflow', () => {
    expect(() => divide(1, 0)).toThrow('ORA-01476');
    expect(() => power(10, 130)).toThrow('ORA-01426');
  });

  test('sums and products of whole numbers agree with BigInt', () => {
    const whole = fc.bigInt({ min: -(10n ** 19n), max: 10n ** 19n });
    fc.assert(
      fc.property(whole, whole, (a, b) => {
        expect(plainText(add(String(a), String(b)))).toBe(String(a + b));
        expect(plainText(multiply(String(a), String(b)))).toBe(String(a * b));
        expect(Math.sign(compareNumeric(String(a), String(b)))).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
    );
  });

  test('text of a number reads back as the number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -1e15, max: 1e15 }), (value) => {
        const number = parseNumeric(String(value)) ?? NaN;
        expect(
          compareNumeric(parseNumeric(numberText(roundTo(number, 20))) ?? NaN, roundTo(number, 20)),
        ).toBe(0);
      }),
    );
  });

  test.each([
    [1234.5, '9990.00', ' 1234.50'],
    [1234.5, 'FM9990.00', '1234.50'],
    [1234567, '9,999,999', ' 1,234,567'],
    [-12, '999', ' -12'],
    [12, '999MI', ' 12 '],
    [12345, '999', '####'],
    [255, 'XX', ' FF'],
    [0, '000', ' 000'],
  ])('TO_CHAR(%p, %p)', (value, format, text) => {
    expect(formatNumber(value, format)).toBe(text);
  });

  test('no zero stands before the point', () => {
    expect([numberText(0.5), numberText(-0.25), numberText(100)]).toEqual(['.5', '-.25', '100']);
  });
});
