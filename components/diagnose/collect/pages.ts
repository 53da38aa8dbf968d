import { failed, UnreadError } from './readings';

/** More pages than any account has: then something else is wrong. */
export const MOST_PAGES = 1_000;

/** A list without an end. Cut, it would be taken for the whole: what is not in it would count as deleted. */
export function endless(url: string): UnreadError {
  return new UnreadError(
    failed({
      code: 'idp.management.pages',
      message: `${url} has no last page among ${MOST_PAGES}`,
      remedy:
        'check what stands between here and the identity provider (a proxy), then run the same command again',
    }),
  );
}

/** An answer of a list that is none, which would be taken for an empty one. */
export function noList(url: string, remedy: string): UnreadError {
  return new UnreadError(
    failed({ code: 'idp.management.no_list', message: `${url} does not answer with a list`, remedy }),
  );
}
