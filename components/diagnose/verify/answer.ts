import type { Answer } from './check';

/** What an answer says about admission. */
export type Meaning =
  /** 2xx. */
  | 'answered'
  /** 2xx with a page for people: perhaps the module's, perhaps a sign-in page in front of it. */
  | 'page'
  /** 401 or 403 as a resource server refuses. */
  | 'refused'
  /** Refused by something that does not speak of bearer tokens: a proxy, a firewall, a sign-in page. */
  | 'refused_otherwise'
  | 'redirect'
  | 'not_found'
  | 'method'
  | 'server_error'
  | 'other';

export function meaningOf(answer: Answer): Meaning {
  const { status } = answer;
  if (status >= 200 && status < 300) return isPage(answer) ? 'page' : 'answered';
  if (status >= 300 && status < 400) return 'redirect';
  if (status === 401 || status === 403) return isBearerRefusal(answer) ? 'refused' : 'refused_otherwise';
  if (status === 404) return 'not_found';
  if (status === 405) return 'method';
  return status >= 500 && status < 600 ? 'server_error' : 'other';
}

/**
 * ORDS was seen to refuse with `Bearer realm="Oracle REST Data Services"`, also under an HTML page; of the header without a token
 * and of 403 nothing is known (facts/ords.md 10). So a Bearer challenge decides, and where there is no challenge at all the answer
 * must at least not be a page.
 */
function isBearerRefusal(answer: Answer): boolean {
  const { wwwAuthenticate } = answer;
  if (wwwAuthenticate === undefined) return !isPage(answer);
  return /(^|,)\s*bearer\b/i.test(wwwAuthenticate);
}

function isPage({ contentType }: Answer): boolean {
  return /^\s*(text\/html|application\/xhtml)/i.test(contentType ?? '');
}
