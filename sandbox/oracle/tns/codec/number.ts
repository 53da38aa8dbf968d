import { OraError } from '../../oraError';

/**
 * Oracle NUMBER: an exponent byte and base-100 digits, most significant first, each stored plus one; negative
 * numbers are complemented and end with 102 unless all digits are used (facts/tns.md section 4).
 */
const EXPONENT_BIAS = 192;
const POSITIVE = 0x80;
const NEGATIVE_END = 102;
const MAX_MANTISSA_BYTES = 20;
const MAX_DECIMAL_DIGITS = 2 * MAX_MANTISSA_BYTES;
const MAX_EXPONENT = 63;
const MIN_EXPONENT = -64;
const ZERO = Buffer.from([POSITIVE]);
const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i;
/** Decimals of up to this many characters always survive a JavaScript number. */
const ALWAYS_EXACT_LENGTH = 15;

/**
 * Throws ORA-01722 for text that is no decimal number and ORA-01426 for what is too large; digits beyond the
 * fortieth are rounded, what is too small becomes 0.
 */
export function encodeNumber(value: number | string): Buffer {
  const match = DECIMAL.exec(String(value).trim());
  const whole = match?.[2] ?? '';
  const fraction = match?.[3] ?? '';
  if (!match || (whole === '' && fraction === '')) throw new OraError(1722, 'invalid number');
  const all = whole + fraction;
  const significant = all.replace(/^0+/, '');
  // value = 0.digits * 10^point
  let point = whole.length + Number(match[4] ?? 0) - (all.length - significant.length);
  let digits = significant;
  if (point % 2 !== 0) {
    digits = '0' + digits;
    point += 1;
  }
  if (digits.length > MAX_DECIMAL_DIGITS) {
    const rounded = roundDigits(digits, MAX_DECIMAL_DIGITS);
    if (rounded.length > MAX_DECIMAL_DIGITS) point += 2;
    digits = rounded.length > MAX_DECIMAL_DIGITS ? '01' : rounded;
  }
  if (digits.length % 2 !== 0) digits += '0';
  digits = digits.replace(/(?:00)+$/, '');
  const exponent = point / 2;
  if (digits === '' || exponent < MIN_EXPONENT) return ZERO;
  if (exponent > MAX_EXPONENT) throw new OraError(1426, 'numeric overflow');
  return packDigits(digits, exponent, match[1] === '-');
}

function roundDigits(digits: string, keep: number): string {
  const up = digits.charCodeAt(keep) >= '5'.charCodeAt(0) ? 1n : 0n;
  return (BigInt(digits.slice(0, keep)) + up).toString().padStart(keep, '0');
}

function packDigits(digits: string, exponent: number, negative: boolean): Buffer {
  const count = digits.length / 2;
  const out = [negative ? (exponent + EXPONENT_BIAS) ^ 0xff : exponent + EXPONENT_BIAS];
  for (let i = 0; i < count; i++) {
    const pair = Number(digits.slice(2 * i, 2 * i + 2));
    out.push(negative ? 101 - pair : pair + 1);
  }
  if (negative && count < MAX_MANTISSA_BYTES) out.push(NEGATIVE_END);
  return Buffer.from(out);
}

/** The canonical decimal text: no exponent, no trailing zeros, `0.5` with its zero. */
export function decodeNumber(bytes: Buffer): string {
  const head = bytes.readUInt8(0);
  const positive = (head & POSITIVE) !== 0;
  if (bytes.length === 1) return positive ? '0' : '-1e126'; // the single byte 00 is minus infinity
  let mantissa = bytes.subarray(1);
  if (!positive && mantissa[mantissa.length - 1] === NEGATIVE_END) mantissa = mantissa.subarray(0, -1);
  let digits = '';
  for (const byte of mantissa) digits += String(positive ? byte - 1 : 101 - byte).padStart(2, '0');
  const point = 2 * ((positive ? head : head ^ 0xff) - EXPONENT_BIAS);
  const padded = point <= 0 ? '0'.repeat(-point) + digits : digits.padEnd(point, '0');
  const cut = Math.max(point, 0);
  const whole = padded.slice(0, cut).replace(/^0+/, '') || '0';
  const fraction = padded.slice(cut).replace(/0+$/, '');
  return (positive ? '' : '-') + whole + (fraction === '' ? '' : '.' + fraction);
}

/** As the seam wants it: a JavaScript number where that stands for the same decimal, else the decimal text. */
export function numberValue(bytes: Buffer): number | string {
  const text = decodeNumber(bytes);
  const value = Number(text);
  if (text.length <= ALWAYS_EXACT_LENGTH) return value;
  if (!Number.isFinite(value)) return text;
  return decodeNumber(encodeNumber(value)) === text ? value : text;
}

/** A number as Oracle converts it to text: `.5`, not `0.5`. */
export function numberText(value: number | string): string {
  return decodeNumber(encodeNumber(value)).replace(/^(-?)0\./, '$1.');
}
