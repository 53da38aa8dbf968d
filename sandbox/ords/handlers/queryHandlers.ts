import type { DatabaseSession, Result } from '../../oracle/database';
import { STATUS } from '../http/problem';
import { failed, type Answer, type HandlerRequest } from './answer';
import { PAGING_PLACEHOLDERS, RequestBinds } from './binds';
import { jsonMembers } from './json';
import { collectionLinks, itemLinks } from './links';
import { pageOf, slice, type Page } from './paging';
import { placeholdersOf } from './placeholders';

type QueryResult = Extract<Result, { kind: 'query' }>;

const JSON_HEADERS = [['Content-Type', 'application/json']] as const;
const ALL_ROWS: Page = { offset: 0, limit: 0, requestedLimit: undefined };

/** `json/collection`: one page of rows with its links. */
export async function collectionFeed(session: DatabaseSession, request: HandlerRequest): Promise<Answer> {
  const page = pageOf(request);
  const { columns, rows } = await query(session, request, page);
  const pagesItself = placeholdersOf(request.source).some(({ name }) => PAGING_PLACEHOLDERS.includes(name));
  const { items, hasMore } = pagesItself
    ? { items: rows, hasMore: page.limit > 0 && rows.length >= page.limit }
    : slice(rows, page);
  const texts = items.map((row) => `{${jsonMembers(columns, row)}}`);
  const links = JSON.stringify(collectionLinks(request, page, hasMore));
  return json(
    `{"items":[${texts.join(',')}],"hasMore":${hasMore},"limit":${page.limit},"offset":${page.offset},"count":${items.length},"links":${links}}`,
  );
}

/** `json/item`: the first row with its links, 404 without one. */
export async function collectionItem(session: DatabaseSession, request: HandlerRequest): Promise<Answer> {
  const members = await firstRow(session, request);
  return json(`{${members},"links":${JSON.stringify(itemLinks(request))}}`);
}

/** `json/query;type=single`: the first row alone, 404 without one. */
export async function singleRow(session: DatabaseSession, request: HandlerRequest): Promise<Answer> {
  return json(`{${await firstRow(session, request)}}`);
}

/** `json/query`, the older feed: rows and a reference to the next page, counted by `page`. */
export async function legacyQuery(session: DatabaseSession, request: HandlerRequest): Promise<Answer> {
  const { limit } = pageOf(request);
  const number = Number(request.query.get('page') ?? 0);
  if (!Number.isSafeInteger(number) || number < 0) throw failed(STATUS.BAD_REQUEST);
  const page: Page = { offset: number * limit, limit, requestedLimit: undefined };
  const { columns, rows } = await query(session, request, page);
  const { items, hasMore } = slice(rows, page);
  const next = hasMore ? `"next":${JSON.stringify({ $ref: `${request.url}?page=${number + 1}` })},` : '';
  return json(`{${next}"items":[${items.map((row) => `{${jsonMembers(columns, row)}}`).join(',')}]}`);
}

/** `resource/lob`: the first row's content type and content. */
export async function mediaResource(session: DatabaseSession, request: HandlerRequest): Promise<Answer> {
  const { rows } = await query(session, request, ALL_ROWS);
  const [contentType, content] = rows[0] ?? [];
  if (typeof contentType !== 'string') throw failed(STATUS.NOT_FOUND);
  const body = Buffer.isBuffer(content) ? content : String(content ?? '');
  return { status: 200, headers: [['Content-Type', contentType]], body };
}

async function firstRow(session: DatabaseSession, request: HandlerRequest): Promise<string> {
  const { columns, rows } = await query(session, request, ALL_ROWS);
  const row = rows[0];
  if (row === undefined) throw failed(STATUS.NOT_FOUND);
  return jsonMembers(columns, row);
}

async function query(session: DatabaseSession, request: HandlerRequest, page: Page): Promise<QueryResult> {
  const binds = new RequestBinds(request, page);
  const result = await session.execute({
    sql: request.source.trim().replace(/;$/, ''),
    binds: placeholdersOf(request.source).map((placeholder) => binds.bind(placeholder)),
  });
  // A handler of a query type whose source is no query has nothing to show.
  if (result.kind !== 'query') throw failed(STATUS.INTERNAL_SERVER_ERROR);
  return result;
}

function json(body: string): Answer {
  return { status: 200, headers: JSON_HEADERS, body };
}
