/** [standalone.context.path] */
export const CONTEXT_PATH = '/ords';

export interface OrdsUrl {
  /** The pool that the URL names; undefined: the default one. */
  readonly pool: string | undefined;
  /** Decoded. */
  readonly alias: string;
  /** Behind the alias, still encoded, starting with a slash or empty. */
  readonly rest: string;
  /** Before the query, still encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
}

/**
 * Takes `/ords/[pool/]<schema alias>/...?query` apart; undefined when it is no such URL. A first segment that is the name of a
 * pool is one: whether an alias of that name would win has no source.
 */
export function parseOrdsUrl(
  rawUrl: string,
  isPool: (name: string) => boolean = () => false,
): OrdsUrl | undefined {
  const mark = rawUrl.indexOf('?');
  const path = mark < 0 ? rawUrl : rawUrl.slice(0, mark);
  const query = new URLSearchParams(mark < 0 ? '' : rawUrl.slice(mark + 1));
  const first = firstSegment(path.startsWith(`${CONTEXT_PATH}/`) ? path.slice(CONTEXT_PATH.length) : '');
  if (first === undefined) return undefined;
  if (!isPool(first.segment)) return { pool: undefined, alias: first.segment, rest: first.rest, path, query };
  const second = firstSegment(first.rest);
  return second && { pool: first.segment, alias: second.segment, rest: second.rest, path, query };
}

/** Decoded, and what stands behind it as it is. */
function firstSegment(path: string): { readonly segment: string; readonly rest: string } | undefined {
  const match = /^\/([^/]+)(.*)$/s.exec(path);
  if (match?.[1] === undefined) return undefined;
  try {
    return { segment: decodeURIComponent(match[1]), rest: match[2] ?? '' };
  } catch {
    return undefined;
  }
}
