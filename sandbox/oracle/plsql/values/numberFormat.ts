import { OraError } from '../../oraError';
import { type Numeric, compareNumeric, plainText, roundTo } from './decimal';

const MAX_IMPLICIT_WIDTH = 40;

/** TO_CHAR of a number without a format: no zero before the point, an exponent beyond 40 characters. */
export function numberText(value: Numeric): string {
  const plain = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : plainText(value);
  const shown = plain.replace(/^(-?)0\./, '$1.');
  return shown.length <= MAX_IMPLICIT_WIDTH ? shown : exponentText(plain, MAX_IMPLICIT_WIDTH - 8);
}

function exponentText(plain: string, decimals: number): string {
  const sign = plain.startsWith('-') ? '-' : '';
  const [whole = '0', fraction = ''] = plain.replace('-', '').split('.');
  const digits = (whole + fraction).replace(/^0+/, '');
  const exponent =
    digits === '' ? 0 : whole === '0' ? -(/^0*/.exec(fraction)?.[0].length ?? 0) - 1 : whole.length - 1;
  const mantissa = plainText(roundTo(`${digits[0] ?? '0'}.${digits.slice(1) || '0'}`, decimals));
  const [head = '0', tail = ''] = mantissa.split('.');
  const point = decimals > 0 ? `.${tail.padEnd(decimals, '0')}` : '';
  return `${sign}${head}${point}E${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

/**
 * TO_CHAR of a number with a format of 9 0 . D , G $ L FM S MI PR X EEEE. Too small a format gives `#`, as in
 * Oracle. Throws OraError 1481 for another format.
 */
export function formatNumber(value: Numeric, format: string): string {
  let model = format.toUpperCase();
  const fill = !model.startsWith('FM');
  model = model.replace(/^FM/, '');
  if (/^0?X+$/.test(model)) {
    return hexadecimal(value, model, fill, format);
  }
  const negative = compareNumeric(value, 0) < 0;
  if (/^S?9(?:[.D]9+)?EEEE$/.test(model)) {
    const text = exponentText(plainText(value), (/[.D](9+)/.exec(model)?.[1] ?? '').length);
    return negative || !fill ? text : ` ${text}`;
  }
  const match = /^(S?)([$L]?)([09,G]*)(?:([.D])([09]*))?(MI|PR|S)?$/.exec(model);
  if (!match) {
    throw new OraError(1481, 'invalid number format model');
  }
  const [, leadingSign = '', currency = '', whole = '', point, fraction = '', trailing = ''] = match;
  const digits = digitsFor(value, whole, point === undefined ? undefined : fraction, fill);
  const body = digits === undefined ? undefined : `${currency === '' ? '' : '$'}${digits.trimStart()}`;
  const width = whole.length + (point === undefined ? 0 : fraction.length + 1) + (currency === '' ? 0 : 1);
  if (body === undefined) {
    return '#'.repeat(width + 1);
  }
  return withSign(body, { negative, leading: leadingSign !== '', trailing, width: fill ? width : 0 });
}

function digitsFor(
  value: Numeric,
  whole: string,
  fraction: string | undefined,
  fill: boolean,
): string | undefined {
  const rounded = plainText(roundTo(value, fraction?.length ?? 0)).replace('-', '');
  const [integer = '0', decimals = ''] = rounded.split('.');
  const slots = whole.replace(/[,G]/g, '');
  const firstZero = slots.indexOf('0');
  const minimum = firstZero < 0 ? 0 : slots.length - firstZero;
  const shownInteger = integer === '0' && (minimum > 0 || (fraction ?? '') !== '') ? '' : integer;
  const digits = shownInteger.padStart(minimum, '0');
  if (digits.length > slots.length) {
    return undefined;
  }
  const grouped = group(digits, whole);
  if (fraction === undefined) {
    return grouped;
  }
  const required = fill ? fraction.length : fraction.lastIndexOf('0') + 1;
  return `${grouped}.${decimals.padEnd(required, '0')}`;
}

function group(digits: string, whole: string): string {
  let text = '';
  let left = digits.length;
  for (let i = whole.length - 1; i >= 0 && left > 0; i--) {
    const slot = whole[i];
    text = (slot === ',' || slot === 'G' ? ',' : (digits[--left] ?? '')) + text;
  }
  return text;
}

interface Sign {
  readonly negative: boolean;
  readonly leading: boolean;
  readonly trailing: string;
  readonly width: number;
}

function withSign(body: string, { negative, leading, trailing, width }: Sign): string {
  switch (trailing) {
    case 'MI':
      return body.padStart(width) + (negative ? '-' : width > 0 ? ' ' : '');
    case 'S':
      return body.padStart(width) + (negative ? '-' : '+');
    case 'PR':
      return (negative ? `<${body}>` : width > 0 ? ` ${body} ` : body).padStart(width > 0 ? width + 2 : 0);
    default:
      return `${negative ? '-' : leading ? '+' : ''}${body}`.padStart(width > 0 ? width + 1 : 0);
  }
}

function hexadecimal(value: Numeric, model: string, fill: boolean, format: string): string {
  const digits = BigInt(plainText(roundTo(value))).toString(16);
  if (digits.length > model.length || digits.startsWith('-')) {
    return '#'.repeat(model.length + 1);
  }
  const text = format.includes('x') ? digits : digits.toUpperCase();
  const padded = model.startsWith('0') ? text.padStart(model.length, '0') : text;
  return fill ? padded.padStart(model.length + 1) : padded;
}
