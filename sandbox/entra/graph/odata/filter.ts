import type { Json, JsonObject } from '../../../identity/json';
import { isSame } from '../../tenantStore';
import { GraphError } from '../graphError';

type Test = (record: JsonObject) => boolean;

const COMPARISON = /^(?:(\w+) +(eq|ne) +(.+)|startswith\((\w+), *('(?:[^']|'')*')\))$/i;

/**
 * `$filter` as a test: comparisons of top-level properties (`eq`, `ne`, `startswith`) joined by `and`. Throws GraphError for what
 * is not understood here, also where Graph would.
 */
export function parseFilter(filter: string): Test {
  const tests = splitAtAnd(filter).map((part) => comparison(part, filter));
  return (record) => tests.every((test) => test(record));
}

/** Words inside of quotation marks join nothing. */
function splitAtAnd(filter: string): string[] {
  const parts = filter.match(/(?:'(?:[^']|'')*'|(?! +and +)[\s\S])+/gi) ?? [];
  return parts.map((part) => part.replace(/^ *and +/i, '').trim());
}

function comparison(part: string, filter: string): Test {
  const [, name, operator, literal, startsName, start] = COMPARISON.exec(part) ?? [];
  if (startsName !== undefined && start !== undefined) {
    const wanted = unquoted(start, filter).toLowerCase();
    return (record) =>
      String(memberOf(record, startsName, filter) ?? '')
        .toLowerCase()
        .startsWith(wanted);
  }
  if (name === undefined || operator === undefined || literal === undefined) throw invalidFilter(filter);
  const wanted = valueOf(literal, filter);
  const isEqual = operator.toLowerCase() === 'eq';
  return (record) => equals(memberOf(record, name, filter), wanted) === isEqual;
}

/** A property that an object has not at all is a mistake of the caller. */
function memberOf(record: JsonObject, name: string, filter: string): Json {
  if (!Object.hasOwn(record, name)) throw invalidFilter(filter);
  return record[name] ?? null;
}

function equals(value: Json, wanted: Json): boolean {
  return typeof value === 'string' && typeof wanted === 'string' ? isSame(value, wanted) : value === wanted;
}

function valueOf(literal: string, filter: string): Json {
  if (literal === 'true' || literal === 'false') return literal === 'true';
  if (literal === 'null') return null;
  return unquoted(literal, filter);
}

function unquoted(literal: string, filter: string): string {
  const text = /^'((?:[^']|'')*)'$/.exec(literal)?.[1];
  if (text === undefined) throw invalidFilter(filter);
  return text.replaceAll("''", "'");
}

/** [?] wording. */
function invalidFilter(filter: string): GraphError {
  return new GraphError(400, 'Request_UnsupportedQuery', `Invalid filter clause: ${filter}`);
}
