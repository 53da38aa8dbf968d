import type { Json, JsonObject } from '../../identity/json';
import { ManagementError } from '../managementErrors';

const DEFAULT_PER_PAGE = 50;
const MAX_PER_PAGE = 100;
const FLAG = { type: 'string', enum: ['true', 'false'] };
const COUNT = { type: 'string', pattern: '^[0-9]{1,9}$' };
const FIELDS = {
  type: 'string',
  pattern: '^[a-z_.]+(,[a-z_.]+)*$',
  description: 'A comma separated list of fields to include or exclude',
};

/** Query parameters arrive as text and are checked as text: nothing is coerced. */
export const FIELD_PARAMETERS = { fields: FIELDS, include_fields: FLAG };
export const PAGE_PARAMETERS = { page: COUNT, per_page: COUNT, include_totals: FLAG };
const CHECKPOINT_PARAMETERS = { from: { type: 'string' }, take: COUNT };

export type Query = Record<string, string | string[] | undefined>;

/** A schema for the query string of a route: exactly these parameters. */
export function querySchema(properties: object): object {
  return { type: 'object', additionalProperties: false, properties };
}

export function listSchema(filters: object): object {
  return querySchema({ ...PAGE_PARAMETERS, ...CHECKPOINT_PARAMETERS, ...filters });
}

export function single(query: Query, name: string): string | undefined {
  const value = query[name];
  return Array.isArray(value) ? value[0] : value;
}

/**
 * One page of a list (facts/auth0.md 2.1): a bare array; with `include_totals` an envelope; with `take` the
 * envelope without totals, and `next` while there is more ([?] its value: here the next offset).
 */
export function listAnswer(items: readonly JsonObject[], plural: string, query: Query): Json {
  if (query['take'] !== undefined) {
    const from = Number(single(query, 'from') ?? '0');
    const end = from + count(query, 'take', DEFAULT_PER_PAGE);
    return { [plural]: items.slice(from, end), ...(end < items.length ? { next: String(end) } : {}) };
  }
  const limit = count(query, 'per_page', DEFAULT_PER_PAGE);
  const start = count(query, 'page', 0, Infinity) * limit;
  const page = items.slice(start, start + limit);
  if (single(query, 'include_totals') !== 'true') return page;
  return { total: items.length, start, limit, [plural]: page };
}

function count(query: Query, name: string, fallback: number, maximum = MAX_PER_PAGE): number {
  const text = single(query, name);
  if (text === undefined) return fallback;
  if (Number(text) > maximum) {
    throw new ManagementError(
      400,
      `Query validation error: 'Value ${text} is greater than maximum ${maximum}' on property ${name}.`,
      'invalid_query_string',
    );
  }
  return Number(text);
}

/** `fields` keeps only the named members; with `include_fields=false` it drops them. */
export function selectFields(item: JsonObject, query: Query): JsonObject {
  const fields = fieldsOf(query);
  if (fields.length === 0) return item;
  const including = includesFields(query);
  return Object.fromEntries(Object.entries(item).filter(([key]) => fields.includes(key) === including));
}

export function fieldsOf(query: Query): string[] {
  return single(query, 'fields')?.split(',') ?? [];
}

export function includesFields(query: Query): boolean {
  return single(query, 'include_fields') !== 'false';
}
