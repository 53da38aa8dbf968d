import type { Value } from '../../database';
import { type ScalarFunction, define, integer, orNull, text } from './scalarFunction';

const MAX_TEXT = 32_767;

/** Functions of character strings. Positions count UTF-16 units. */
export const textFunctions: readonly ScalarFunction[] = [
  define('UPPER', 1, 1, 'string', (args) => text(args, 0)?.toUpperCase() ?? null),
  define('LOWER', 1, 1, 'string', (args) => text(args, 0)?.toLowerCase() ?? null),
  define('INITCAP', 1, 1, 'string', (args) => initCap(text(args, 0))),
  define('LENGTH', 1, 1, 'number', (args) => text(args, 0)?.length ?? null),
  define('LENGTHB', 1, 1, 'number', (args) => byteLength(text(args, 0))),
  define('SUBSTR', 2, 3, 'string', substring),
  define('INSTR', 2, 4, 'number', position),
  define('REPLACE', 2, 3, 'string', replace),
  define('TRANSLATE', 3, 3, 'string', translate),
  define('TRIM', 1, 1, 'string', (args) => trim(text(args, 0), ' ', true, true)),
  define('LTRIM', 1, 2, 'string', (args) => trim(text(args, 0), trimSet(args), true, false)),
  define('RTRIM', 1, 2, 'string', (args) => trim(text(args, 0), trimSet(args), false, true)),
  define('LPAD', 2, 3, 'string', (args) => pad(args, (value, filling) => filling + value)),
  define('RPAD', 2, 3, 'string', (args) => pad(args, (value, filling) => value + filling)),
  define('CONCAT', 2, Infinity, 'string', (args) =>
    orNull(args.map((_, index) => text(args, index) ?? '').join('')),
  ),
  define('CHR', 1, 2, 'string', (args) => character(integer(args, 0, 0))),
  define('ASCII', 1, 1, 'number', (args) => text(args, 0)?.codePointAt(0) ?? null),
  define('REVERSE', 1, 1, 'string', (args) => reversed(text(args, 0))),
];

function initCap(value: string | null): string | null {
  return (
    value?.toLowerCase().replace(/[\p{L}\p{N}]+/gu, (word) => word.charAt(0).toUpperCase() + word.slice(1)) ??
    null
  );
}

function byteLength(value: string | null): number | null {
  return value === null ? null : Buffer.byteLength(value);
}

function substring(args: Value[]): Value {
  const value = text(args, 0);
  const from = integer(args, 1, 1);
  const length = integer(args, 2, Number.MAX_SAFE_INTEGER);
  if (value === null || from === null || length === null || length < 1) {
    return null;
  }
  // Position 0 counts as 1, a negative one from the end.
  const start = from > 0 ? from - 1 : from === 0 ? 0 : value.length + from;
  return start < 0 ? null : orNull(value.slice(start, start + length));
}

function position(args: Value[]): Value {
  const value = text(args, 0);
  const wanted = text(args, 1);
  const from = integer(args, 2, 1);
  const occurrence = integer(args, 3, 1);
  if (value === null || wanted === null || from === null || occurrence === null) {
    return null;
  }
  if (from === 0) {
    return 0;
  }
  let found = from > 0 ? from - 2 : value.length + from + 1;
  for (let i = 0; i < occurrence; i++) {
    if (from < 0 && found <= 0) {
      return 0;
    }
    found = from > 0 ? value.indexOf(wanted, found + 1) : value.lastIndexOf(wanted, found - 1);
    if (found < 0) {
      return 0;
    }
  }
  return found + 1;
}

function replace(args: Value[]): Value {
  const value = text(args, 0);
  const search = text(args, 1);
  return value === null || search === null
    ? value
    : orNull(value.replaceAll(search, () => text(args, 2) ?? ''));
}

function translate(args: Value[]): Value {
  const value = text(args, 0);
  const from = text(args, 1);
  const to = text(args, 2);
  if (value === null || from === null || to === null) {
    return null;
  }
  const mapped = [...value].map((character) => {
    const index = from.indexOf(character);
    return index < 0 ? character : (to[index] ?? '');
  });
  return orNull(mapped.join(''));
}

function trimSet(args: readonly Value[]): string | null {
  return args.length > 1 ? text(args, 1) : ' ';
}

function trim(value: string | null, set: string | null, left: boolean, right: boolean): string | null {
  if (value === null || set === null) {
    return null;
  }
  let start = 0;
  let end = value.length;
  while (left && start < end && set.includes(value.charAt(start))) {
    start++;
  }
  while (right && end > start && set.includes(value.charAt(end - 1))) {
    end--;
  }
  return orNull(value.slice(start, end));
}

function pad(args: Value[], join: (value: string, filling: string) => string): Value {
  const value = text(args, 0);
  const length = integer(args, 1, 0);
  const filling = args.length > 2 ? text(args, 2) : ' ';
  if (value === null || length === null || filling === null || length < 1) {
    return null;
  }
  const wanted = Math.min(length, MAX_TEXT);
  const missing = wanted - value.length;
  return missing <= 0
    ? value.slice(0, wanted)
    : join(value, filling.repeat(Math.ceil(missing / filling.length)).slice(0, missing));
}

function character(code: number | null): string | null {
  return code === null || code < 0 || code > 0x10ffff ? null : String.fromCodePoint(code);
}

function reversed(value: string | null): string | null {
  return value === null ? null : [...value].reverse().join('');
}
