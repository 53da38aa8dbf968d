import type { JsonObject } from '../../../identity/json';
import { invalidFilter } from './errors';
import { parseFilter } from './filter';
import type { SearchRules } from './searchRules';

export interface ListQuery {
  readonly filter?: string;
  readonly startIndex?: string;
  readonly count?: string;
  readonly attributes?: string;
  readonly attributeSets?: string;
}

const LIST_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
const DEFAULT_COUNT = 50;
const MAXIMUM_COUNT = 1000;

/** One page of a list (RFC 7644 3.4.2): `startIndex` from 1, `count` 50 unless said. The filter sees whole records, but for what `rules` keep from it. */
export function listAnswer<Entry extends { readonly record: JsonObject }>(
  entries: readonly Entry[],
  query: ListQuery,
  show: (entry: Entry) => JsonObject,
  rules: SearchRules,
): JsonObject {
  const test = query.filter === undefined ? () => true : parseFilter(query.filter, rules);
  const found = entries.filter(({ record }) => test(record));
  const start = Math.max(1, wholeNumber(query.startIndex, 1));
  const count = Math.min(MAXIMUM_COUNT, Math.max(0, wholeNumber(query.count, DEFAULT_COUNT)));
  const page = found.slice(start - 1, start - 1 + count);
  return {
    schemas: [LIST_SCHEMA],
    totalResults: found.length,
    Resources: page.map(show),
    startIndex: start,
    itemsPerPage: count,
  };
}

function wholeNumber(text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  if (!/^-?\d{1,9}$/.test(text)) throw invalidFilter(`${text} is no number`);
  return Number(text);
}
