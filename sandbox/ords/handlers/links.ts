import { segmentsOf } from '../routing/path';
import type { HandlerRequest } from './answer';
import type { Page } from './paging';

export interface Link {
  readonly rel: string;
  readonly href: string;
}

/** The links of a collection feed: self, describedby, first, next, prev, as ORDS prints them. */
export function collectionLinks(request: HandlerRequest, page: Page, hasMore: boolean): Link[] {
  const links: Link[] = [
    { rel: 'self', href: request.url },
    { rel: 'describedby', href: describedBy(request) },
    { rel: 'first', href: pageUrl(request, page, undefined) },
  ];
  if (hasMore) links.push({ rel: 'next', href: pageUrl(request, page, page.offset + page.limit) });
  if (page.offset > 0) {
    links.push({ rel: 'prev', href: pageUrl(request, page, Math.max(0, page.offset - page.limit)) });
  }
  return links;
}

/** The one link of an item (unsure: seen in printed answers of `json/item` handlers). */
export function itemLinks(request: HandlerRequest): Link[] {
  const last = segmentsOf(request.route.template.uriTemplate).at(-1) ?? '';
  if (!last.startsWith(':') && !last.startsWith('{'))
    return [{ rel: 'describedby', href: describedBy(request) }];
  return [{ rel: 'collection', href: request.url.replace(/[^/]+\/?$/, '') }];
}

function describedBy(request: HandlerRequest): string {
  const path = request.url.slice(request.schemaUrl.length);
  return `${request.schemaUrl}/metadata-catalog${path}`;
}

/** Query-string binds stay in the links, so that following them asks the same question. */
function pageUrl(request: HandlerRequest, page: Page, offset: number | undefined): string {
  const query = new URLSearchParams(request.query);
  query.delete('offset');
  query.delete('limit');
  if (offset !== undefined) query.set('offset', String(offset));
  if (page.requestedLimit !== undefined) query.set('limit', String(page.requestedLimit));
  const text = query.toString();
  return text === '' ? request.url : `${request.url}?${text}`;
}
