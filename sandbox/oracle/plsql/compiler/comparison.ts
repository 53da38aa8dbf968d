import { OraError } from '../../oraError';
import type { BinaryOperator } from '../ast';
import { type PlsqlType, familyOf } from '../values/types';
import type { PlsqlValue } from '../host';
import { plsqlDate, plsqlNumber, plsqlText, scalarOnly, valueError } from '../values/coerce';
import { asBytes } from '../values/convert';
import { compareNumeric } from '../values/decimal';
import { isDatetime } from './operators';

/** Negative, zero, positive; null when one side is null. */
export type Comparator = (left: PlsqlValue, right: PlsqlValue) => number | null;

/** Undefined when values of these types cannot be compared. */
export function comparator(left: PlsqlType, right: PlsqlType): Comparator | undefined {
  const families = [familyOf(left), familyOf(right)] as const;
  if (families.some((family) => family === 'table' || family === 'record' || family === 'cursor')) {
    return undefined;
  }
  if (families.includes('boolean')) {
    return families.every((family) => ['boolean', 'any', 'null'].includes(family))
      ? compareBooleans
      : undefined;
  }
  if (families.includes('number')) {
    return families.some(isDatetime) ? undefined : compareNumbers;
  }
  if (families.some(isDatetime)) {
    return compareDates;
  }
  return families.includes('any') ? compareUnknown : textComparator(left, right);
}

/** What `a op b` is for the outcome of a comparison. */
export function satisfies(operator: BinaryOperator, order: number | null): boolean | null {
  if (order === null) {
    return null;
  }
  switch (operator) {
    case '=':
      return order === 0;
    case '<>':
      return order !== 0;
    case '<':
      return order < 0;
    case '>':
      return order > 0;
    case '<=':
      return order <= 0;
    default:
      return order >= 0;
  }
}

/** LIKE with % and _; throws OraError 1425, 1424 for a wrong escape. */
export function likePattern(pattern: string, escape: string | null): RegExp {
  if (escape !== null && escape.length !== 1) {
    throw new OraError(1425, 'escape character must be character string of length 1');
  }
  let source = '';
  for (let i = 0; i < pattern.length; i++) {
    const character = pattern.charAt(i);
    if (character === escape) {
      const escaped = pattern.charAt(++i);
      if (!['%', '_', escape].includes(escaped)) {
        throw new OraError(1424, 'missing or illegal character following the escape character');
      }
      source += quoted(escaped);
    } else {
      source += character === '%' ? '[^]*' : character === '_' ? '[^]' : quoted(character);
    }
  }
  return new RegExp(`^${source}$`, 'u');
}

function quoted(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
}

function compareNumbers(a: PlsqlValue, b: PlsqlValue): number | null {
  if (typeof a === 'number' && typeof b === 'number') {
    return a - b;
  }
  const left = plsqlNumber(scalarOnly(a));
  const right = plsqlNumber(scalarOnly(b));
  return left === null || right === null ? null : compareNumeric(left, right);
}

function compareDates(a: PlsqlValue, b: PlsqlValue): number | null {
  const left = plsqlDate(scalarOnly(a));
  const right = plsqlDate(scalarOnly(b));
  return left === null || right === null ? null : left.getTime() - right.getTime();
}

function compareBooleans(a: PlsqlValue, b: PlsqlValue): number | null {
  if (a === null || b === null) {
    return null;
  }
  if (typeof a !== 'boolean' || typeof b !== 'boolean') {
    throw valueError();
  }
  return Number(a) - Number(b);
}

/** Between CHAR values and literals trailing blanks do not count. */
function textComparator(left: PlsqlType, right: PlsqlType): Comparator {
  const blankPadded = isFixed(left) && isFixed(right);
  return (a, b) => {
    const first = plsqlText(scalarOnly(a), left);
    const second = plsqlText(scalarOnly(b), right);
    if (first === null || second === null) {
      return null;
    }
    return blankPadded ? order(first.replace(/ +$/, ''), second.replace(/ +$/, '')) : order(first, second);
  };
}

function isFixed(type: PlsqlType): boolean {
  return type.kind === 'scalar' && type.fixed === true;
}

function order(first: string, second: string): number {
  return first < second ? -1 : first > second ? 1 : 0;
}

/** A bind on one side: its value decides. */
function compareUnknown(a: PlsqlValue, b: PlsqlValue): number | null {
  if (typeof a === 'boolean' || typeof b === 'boolean') {
    return compareBooleans(a, b);
  }
  if (a instanceof Date || b instanceof Date) {
    return compareDates(a, b);
  }
  if (typeof a === 'number' || typeof b === 'number') {
    return compareNumbers(a, b);
  }
  if (Buffer.isBuffer(a) || Buffer.isBuffer(b)) {
    const left = asBytes(scalarOnly(a));
    const right = asBytes(scalarOnly(b));
    return left === null || right === null ? null : Buffer.compare(left, right);
  }
  const first = plsqlText(scalarOnly(a));
  const second = plsqlText(scalarOnly(b));
  return first === null || second === null ? null : order(first, second);
}
