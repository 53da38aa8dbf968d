import { OraError } from '../../oraError';

/** A NUMBER as it passes the seam: a JavaScript number when exact, else canonical decimal text. */
export type Numeric = number | string;

/** digits * 10^-scale */
interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

const MAX_DIGITS = 40;
const MAX_EXPONENT = 126;
const MIN_EXPONENT = -130;
const DECIMAL = /^\s*([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([+-]?\d+))?\s*$/;

/** The NUMBER written in `text`, undefined when it is none. */
export function parseNumeric(text: string): Numeric | undefined {
  const decimal = parse(text);
  return decimal && pack(decimal);
}

/** As parseNumeric, for text the lexer has accepted. */
export function decimalValue(text: string): Numeric {
  return parseNumeric(text) ?? fail(1722, 'invalid number');
}

export function add(left: Numeric, right: Numeric): Numeric {
  if (
    typeof left === 'number' &&
    typeof right === 'number' &&
    Number.isSafeInteger(left) &&
    Number.isSafeInteger(right)
  ) {
    const sum = left + right;
    if (Number.isSafeInteger(sum)) {
      return sum;
    }
  }
  const [a, b] = align(unpack(left), unpack(right));
  return pack({ digits: a.digits + b.digits, scale: a.scale });
}

export function negate(value: Numeric): Numeric {
  return typeof value === 'number' ? 0 - value : pack(minus(unpack(value)));
}

export function subtract(left: Numeric, right: Numeric): Numeric {
  return add(left, negate(right));
}

export function multiply(left: Numeric, right: Numeric): Numeric {
  if (Number.isSafeInteger(left) && Number.isSafeInteger(right)) {
    const product = Number(left) * Number(right);
    if (Number.isSafeInteger(product)) {
      return product + 0;
    }
  }
  const a = unpack(left);
  const b = unpack(right);
  return pack({ digits: a.digits * b.digits, scale: a.scale + b.scale });
}

/** Throws OraError 1476 for a divisor of zero. Forty significant digits, rounded. */
export function divide(left: Numeric, right: Numeric): Numeric {
  const a = unpack(left);
  const b = unpack(right);
  if (b.digits === 0n) {
    fail(1476, 'divisor is equal to zero');
  }
  if (a.digits === 0n) {
    return 0;
  }
  // One digit more than kept, so that rounding sees it.
  const shift = Math.max(0, MAX_DIGITS + 2 - digitCount(a.digits) + digitCount(b.digits));
  const quotient = (a.digits * 10n ** BigInt(shift)) / b.digits;
  return pack({ digits: quotient, scale: a.scale - b.scale + shift });
}

/** MOD of Oracle: the sign of the dividend; MOD(x, 0) is x. */
export function modulo(left: Numeric, right: Numeric): Numeric {
  const [a, b] = align(unpack(left), unpack(right));
  return b.digits === 0n ? left : pack({ digits: a.digits % b.digits, scale: a.scale });
}

export function power(base: Numeric, exponent: Numeric): Numeric {
  const times = Number(exponent);
  if (!Number.isInteger(times) || Math.abs(times) > 1000) {
    return fromFloat(Math.pow(Number(base), times));
  }
  let result: Numeric = 1;
  for (let i = 0; i < Math.abs(times); i++) {
    result = multiply(result, base);
  }
  return times < 0 ? divide(1, result) : result;
}

export function compareNumeric(left: Numeric, right: Numeric): number {
  if (typeof left === 'number' && typeof right === 'number') {
    return left < right ? -1 : left > right ? 1 : 0;
  }
  const [a, b] = align(unpack(left), unpack(right));
  return a.digits < b.digits ? -1 : a.digits > b.digits ? 1 : 0;
}

/** Half away from zero; negative places round before the point. */
export function roundTo(value: Numeric, places = 0): Numeric {
  return typeof value === 'number' && Number.isSafeInteger(value) && places >= 0
    ? value
    : pack(cut(unpack(value), places, true));
}

export function truncateTo(value: Numeric, places = 0): Numeric {
  return pack(cut(unpack(value), places, false));
}

/** Results of transcendental functions have the precision of a double. Throws OraError 1426 when there is none. */
export function fromFloat(value: number): Numeric {
  return Number.isFinite(value) ? decimalValue(String(value)) : fail(1426, 'numeric overflow');
}

/** Digits before the point, 0 for a pure fraction. */
export function integerDigits(value: Numeric): number {
  const { digits } = cut(unpack(value), 0, false);
  return digits === 0n ? 0 : digitCount(digits);
}

/** Plain decimal text: `-0.5`, `100`; never an exponent. */
export function plainText(value: Numeric): string {
  return render(unpack(value));
}

function parse(text: string): Decimal | undefined {
  const match = DECIMAL.exec(text);
  if (!match) {
    return undefined;
  }
  const [, sign, whole = '', wholeFraction, pureFraction, exponent] = match;
  const fraction = wholeFraction ?? pureFraction ?? '';
  const power = Number(exponent ?? 0);
  if (Math.abs(power) > 1000) {
    return power < 0 ? { digits: 0n, scale: 0 } : fail(1426, 'numeric overflow');
  }
  const digits = BigInt(`${whole}${fraction}`);
  return { digits: sign === '-' ? -digits : digits, scale: fraction.length - power };
}

function unpack(value: Numeric): Decimal {
  if (typeof value === 'number' && Number.isSafeInteger(value)) {
    return { digits: BigInt(value), scale: 0 };
  }
  return parse(String(value)) ?? fail(1722, 'invalid number');
}

function pack(decimal: Decimal): Numeric {
  const text = render(normalise(decimal));
  const float = Number(text);
  // Fifteen digits always survive a double; beyond them only what reads back as the same text.
  return text.length <= 15 || render(unpack(float)) === text ? float : text;
}

function normalise(decimal: Decimal): Decimal {
  if (decimal.digits === 0n) {
    return { digits: 0n, scale: 0 };
  }
  const count = digitCount(decimal.digits);
  const exponent = count - decimal.scale;
  if (exponent > MAX_EXPONENT) {
    fail(1426, 'numeric overflow');
  }
  if (exponent < MIN_EXPONENT) {
    return { digits: 0n, scale: 0 };
  }
  return count > MAX_DIGITS ? cut(decimal, decimal.scale - (count - MAX_DIGITS), true) : decimal;
}

function cut(decimal: Decimal, places: number, round: boolean): Decimal {
  const drop = decimal.scale - places;
  if (drop <= 0) {
    return decimal;
  }
  const unit = 10n ** BigInt(drop);
  const half = round ? (decimal.digits < 0n ? -unit / 2n : unit / 2n) : 0n;
  return { digits: (decimal.digits + half) / unit, scale: places };
}

function align(a: Decimal, b: Decimal): [Decimal, Decimal] {
  const scale = Math.max(a.scale, b.scale);
  return [rescale(a, scale), rescale(b, scale)];
}

function rescale(decimal: Decimal, scale: number): Decimal {
  return scale === decimal.scale
    ? decimal
    : { digits: decimal.digits * 10n ** BigInt(scale - decimal.scale), scale };
}

function minus(decimal: Decimal): Decimal {
  return { digits: -decimal.digits, scale: decimal.scale };
}

function digitCount(digits: bigint): number {
  return String(digits < 0n ? -digits : digits).length;
}

function render(decimal: Decimal): string {
  const sign = decimal.digits < 0n ? '-' : '';
  const text = String(decimal.digits < 0n ? -decimal.digits : decimal.digits);
  if (decimal.scale <= 0) {
    return sign + (text === '0' ? '0' : text + '0'.repeat(-decimal.scale));
  }
  const padded = text.padStart(decimal.scale + 1, '0');
  const fraction = padded.slice(-decimal.scale).replace(/0+$/, '');
  const whole = padded.slice(0, -decimal.scale);
  return fraction === '' ? (whole === '0' ? '0' : sign + whole) : `${sign}${whole}.${fraction}`;
}

function fail(number: number, text: string): never {
  throw new OraError(number, text);
}
