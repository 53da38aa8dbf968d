import type { JsonObject } from '../../../identity/json';
import { badRequest } from '../graphError';
import { parseFilter } from './filter';

/** Query options that are understood; others are refused, so that nobody takes them for obeyed. */
export interface ODataQuery {
  readonly $filter?: string;
  readonly $select?: string;
  readonly $top?: string;
  readonly $skiptoken?: string;
  readonly $count?: string;
}

const KNOWN = ['$filter', '$select', '$top', '$skiptoken', '$count'];
const PAGE = 100;
const LARGEST_PAGE = 999;
/** What an answer says about itself stays in it whatever is selected. */
const ALWAYS = ['@odata.context', '@odata.type'];

/** One page of a list; `@odata.nextLink` leads to the next one. `url` is the collection's address. */
export function listAnswer(
  items: readonly JsonObject[],
  query: ODataQuery,
  url: string,
  context: string,
): JsonObject {
  checkOptions(query);
  const found = query.$filter === undefined ? items : items.filter(parseFilter(query.$filter));
  const size = pageSize(query.$top);
  const start = Number(query.$skiptoken ?? 0);
  if (!Number.isInteger(start) || start < 0) throw badRequest("Invalid value of '$skiptoken'."); // [?] wording
  const next = start + size;
  return {
    '@odata.context': context,
    ...(query.$count === 'true' && { '@odata.count': found.length }),
    ...(next < found.length && { '@odata.nextLink': nextLink(url, query, next) }),
    value: found.slice(start, next).map((item) => selected(item, query.$select)),
  };
}

/** One object, or those of its members that are asked for. */
export function oneAnswer(item: JsonObject, query: ODataQuery, context: string): JsonObject {
  checkOptions(query);
  return { '@odata.context': context, ...selected(item, query.$select) };
}

function selected(item: JsonObject, select: string | undefined): JsonObject {
  if (select === undefined) return item;
  const names = new Set([...ALWAYS, ...select.split(',').map((name) => name.trim())]);
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.has(name)));
}

function checkOptions(query: ODataQuery): void {
  const unknown = Object.keys(query).find((name) => !KNOWN.includes(name));
  if (unknown !== undefined)
    throw badRequest(`The query option '${unknown}' is not supported by this stand-in.`);
}

function pageSize($top: string | undefined): number {
  if ($top === undefined) return PAGE;
  const size = Number($top);
  if (!Number.isInteger(size) || size < 1 || size > LARGEST_PAGE)
    throw badRequest(
      `Invalid page size specified: '${$top}'. Must be between 1 and ${LARGEST_PAGE} inclusive.`,
    );
  return size;
}

function nextLink(url: string, query: ODataQuery, next: number): string {
  const parameters = new URLSearchParams({ ...query, $skiptoken: String(next) });
  return `${url}?${parameters.toString()}`;
}
