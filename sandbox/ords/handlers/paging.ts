import { STATUS } from '../http/problem';
import { failed, type HandlerRequest } from './answer';

export interface Page {
  /** Rows to skip. */
  readonly offset: number;
  /** Rows to return; 0: all. */
  readonly limit: number;
  /** Present when the request named it: links then repeat it. */
  readonly requestedLimit: number | undefined;
}

/** Used where neither handler nor module says otherwise (facts/ords.md 3: 25 in examples). */
const DEFAULT_ITEMS_PER_PAGE = 25;

/** `offset` and `limit` of the query string over the handler's, then the module's items per page. */
export function pageOf(request: Pick<HandlerRequest, 'query' | 'handler' | 'route'>): Page {
  // Reserved for filter objects, which only AutoREST has: answers 400 on a module (facts/ords.md 4).
  if (request.query.has('q')) throw failed(STATUS.BAD_REQUEST);
  const requestedLimit = wholeNumber(request.query.get('limit'));
  const { handler, route } = request;
  return {
    offset: wholeNumber(request.query.get('offset')) ?? 0,
    limit: requestedLimit ?? handler.itemsPerPage ?? route.module.itemsPerPage ?? DEFAULT_ITEMS_PER_PAGE,
    requestedLimit,
  };
}

function wholeNumber(text: string | null): number | undefined {
  if (text === null) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw failed(STATUS.BAD_REQUEST);
  return Number(text);
}

export interface Slice<T> {
  readonly items: readonly T[];
  readonly hasMore: boolean;
}

/** The page's part of all rows. */
export function slice<T>(rows: readonly T[], page: Page): Slice<T> {
  const end = page.limit === 0 ? rows.length : page.offset + page.limit;
  return { items: rows.slice(page.offset, end), hasMore: rows.length > end };
}
