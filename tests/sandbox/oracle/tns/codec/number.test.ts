import fc from 'fast-check';
import { OraError } from '../../../../../sandbox/oracle/oraError';
import {
  decodeNumber,
  encodeNumber,
  numberText,
  numberValue,
} from '../../../../../sandbox/oracle/tns/codec/number';

/** Decimals of 1 to 38 digits in canonical text. */
const decimals = fc
  .tuple(fc.boolean(), fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 38 }), fc.nat(38))
  .map(([negative, digits, point]) => {
    const text = digits.join('');
    const cut = Math.min(point, text.length);
    const whole = text.slice(0, cut).replace(/^0+/, '') || '0';
    const fraction = text.slice(cut).replace(/0+$/, '');
    const canonical = fraction ? `${whole}.${fraction}` : whole;
    return negative && canonical !== '0' ? `-${canonical}` : canonical;
  });

describe('NUMBER', () => {
  it('keeps every decimal of up to 38 digits', () => {
    fc.assert(
      fc.property(decimals, (text) => decodeNumber(encodeNumber(text)) === text),
      { numRuns: 2000 },
    );
  });

  it('sorts by bytes as the numbers sort', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (a, b) => {
        expect(Math.sign(Buffer.compare(encodeNumber(a), encodeNumber(b)))).toBe(Math.sign(a - b));
      }),
    );
  });

  it('gives back every JavaScript number in range', () => {
    const doubles = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e125, max: 1e125 });
    fc.assert(
      fc.property(doubles, (value) => {
        fc.pre(value === 0 || Math.abs(value) >= 1e-129);
        expect(Number(decodeNumber(encodeNumber(value)))).toBe(value === 0 ? 0 : value);
      }),
    );
  });

  it.each([
    ['0', '80'],
    ['1', 'c102'],
    ['-1', '3e6466'],
    ['100', 'c202'],
    ['123', 'c20218'],
    ['-123.45', '3d644e3866'],
    ['0.01', 'c002'],
    ['1e-130', '8002'],
  ])('%s is %s on the wire', (text, hex) => {
    expect(encodeNumber(text).toString('hex')).toBe(hex);
  });

  it('rounds what has more than 40 digits and carries', () => {
    expect(decodeNumber(encodeNumber('9'.repeat(41)))).toBe('1' + '0'.repeat(41));
    expect(decodeNumber(encodeNumber('0.' + '1'.repeat(40) + '6'))).toBe('0.' + '1'.repeat(39) + '2');
  });

  it('makes 0 of what is too small and ORA-01426 of what is too large', () => {
    expect(decodeNumber(encodeNumber('1e-131'))).toBe('0');
    expect(() => encodeNumber('1e126')).toThrow(/ORA-01426/);
    expect(() => encodeNumber(Infinity)).toThrow(OraError);
    expect(() => encodeNumber('12x')).toThrow(/ORA-01722/);
    expect(() => encodeNumber(NaN)).toThrow(/ORA-01722/);
  });

  it('is a JavaScript number exactly when that prints the same decimal', () => {
    expect(numberValue(encodeNumber('0.1'))).toBe(0.1);
    expect(numberValue(encodeNumber('9007199254740993'))).toBe('9007199254740993');
    expect(numberValue(encodeNumber('12345678901234567890.12'))).toBe('12345678901234567890.12');
    expect(numberValue(encodeNumber('1e100'))).toBe(1e100);
  });

  it('is text without the zero in front of the point', () => {
    expect([0.5, -0.05, 10].map(numberText)).toEqual(['.5', '-.05', '10']);
  });
});
