import type { Value } from '../../database';
import { OraError } from '../../oraError';
import { type ScalarFunction, define, integer, orNull, text } from './scalarFunction';

const CLASSES: Readonly<Record<string, string>> = {
  alpha: '\\p{L}',
  digit: '\\d',
  alnum: '\\p{L}\\d',
  upper: '\\p{Lu}',
  lower: '\\p{Ll}',
  space: '\\s',
  punct: '\\p{P}\\p{S}',
  xdigit: '0-9A-Fa-f',
  cntrl: '\\x00-\\x1f\\x7f',
  blank: ' \\t',
  print: '\\x20-\\x7e',
  graph: '\\x21-\\x7e',
};

/** REGEXP_* over JavaScript's engine; POSIX classes are translated, match parameters i, c, n, m, x honoured. */
export const regexpFunctions: readonly ScalarFunction[] = [
  define('REGEXP_LIKE', 2, 3, 'boolean', like),
  define('REGEXP_SUBSTR', 2, 6, 'string', substring),
  define('REGEXP_INSTR', 2, 7, 'number', position),
  define('REGEXP_REPLACE', 2, 6, 'string', replace),
  define('REGEXP_COUNT', 2, 4, 'number', count),
];

function like(args: Value[]): Value {
  const value = text(args, 0);
  const pattern = text(args, 1);
  return value === null || pattern === null ? null : expression(pattern, text(args, 2)).test(value);
}

function substring(args: Value[]): Value {
  const match = find(args, 2, 3, text(args, 4));
  return match === null || match === undefined ? null : orNull(match[integer(args, 5, 0) ?? 0] ?? '');
}

function position(args: Value[]): Value {
  const match = find(args, 2, 3, text(args, 5));
  if (match === null || match === undefined) {
    return match === null ? null : 0;
  }
  const group = integer(args, 6, 0) ?? 0;
  const found = match[group];
  if (found === undefined) {
    return 0;
  }
  const start = match.index + (group === 0 ? 0 : match[0].indexOf(found));
  return start + 1 + ((integer(args, 4, 0) ?? 0) === 1 ? found.length : 0);
}

function replace(args: Value[]): Value {
  const value = text(args, 0);
  const pattern = text(args, 1);
  if (value === null || pattern === null) {
    return value;
  }
  const start = (integer(args, 3, 1) ?? 1) - 1;
  const occurrence = integer(args, 4, 0) ?? 0;
  const replacement = text(args, 2) ?? '';
  let seen = 0;
  const replaced = value
    .slice(start)
    .replace(expression(pattern, text(args, 5)), (whole: string, ...rest: unknown[]) => {
      seen++;
      return occurrence === 0 || seen === occurrence ? expand(replacement, [whole, ...rest]) : whole;
    });
  return orNull(value.slice(0, start) + replaced);
}

function count(args: Value[]): Value {
  const value = text(args, 0);
  const pattern = text(args, 1);
  if (value === null || pattern === null) {
    return null;
  }
  const start = (integer(args, 2, 1) ?? 1) - 1;
  return [...value.slice(start).matchAll(expression(pattern, text(args, 3)))].length;
}

/** null: an argument is null; undefined: no match. */
function find(
  args: Value[],
  startAt: number,
  occurrenceAt: number,
  flags: string | null,
): RegExpExecArray | null | undefined {
  const value = text(args, 0);
  const pattern = text(args, 1);
  const start = integer(args, startAt, 1);
  const occurrence = integer(args, occurrenceAt, 1);
  if (value === null || pattern === null || start === null || occurrence === null) {
    return null;
  }
  const regexp = expression(pattern, flags);
  regexp.lastIndex = start - 1;
  let match: RegExpExecArray | null = null;
  for (let i = 0; i < occurrence; i++) {
    match = regexp.exec(value);
    if (!match) {
      return undefined;
    }
    if (match[0] === '') {
      regexp.lastIndex++;
    }
  }
  return match ?? undefined;
}

function expand(replacement: string, groups: readonly unknown[]): string {
  return replacement.replace(/\\(\d|\\)/g, (_, digit: string) => {
    const group = digit === '\\' ? '\\' : groups[Number(digit)];
    return typeof group === 'string' ? group : '';
  });
}

/** Throws OraError 12725 for a pattern that the engine refuses. */
function expression(pattern: string, parameters: string | null): RegExp {
  const flags = parameters ?? '';
  const source = pattern
    .replace(/\[:(\w+):\]/g, (whole, name: string) => CLASSES[name] ?? whole)
    .replace(flags.includes('x') ? /\s+/g : /$^/g, '');
  const insensitive = flags.lastIndexOf('i') > flags.lastIndexOf('c') ? 'i' : '';
  const options = `g${insensitive}${flags.includes('n') ? 's' : ''}${flags.includes('m') ? 'm' : ''}`;
  try {
    return new RegExp(source, source.includes('\\p{') ? `${options}u` : options);
  } catch {
    throw new OraError(12_725, 'unmatched parentheses in regular expression');
  }
}
