/** [standalone.context.path] */
export const CONTEXT_PATH = '/ords';

export interface OrdsUrl {
  /** Decoded. */
  readonly alias: string;
  /** Behind the alias, still encoded, starting with a slash or empty. */
  readonly rest: string;
  /** Before the query, still encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
}

/** Takes `/ords/<schema alias>/...?query` apart; undefined when it is no such URL. */
export function parseOrdsUrl(rawUrl: string): OrdsUrl | undefined {
  const mark = rawUrl.indexOf('?');
  const path = mark < 0 ? rawUrl : rawUrl.slice(0, mark);
  const query = new URLSearchParams(mark < 0 ? '' : rawUrl.slice(mark + 1));
  const match = /^\/([^/]+)(.*)$/s.exec(
    path.startsWith(`${CONTEXT_PATH}/`) ? path.slice(CONTEXT_PATH.length) : '',
  );
  if (match?.[1] === undefined) return undefined;
  try {
    return { alias: decodeURIComponent(match[1]), rest: match[2] ?? '', path, query };
  } catch {
    return undefined;
  }
}
