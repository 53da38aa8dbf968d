/** Characters that Go's `url.PathEscape` leaves alone and `encodeURIComponent` does not, by their escapes. */
const LEFT_ALONE = /%(?:24|26|2B|3A|3D|40)/g;
/** And the other way round. */
const ESCAPED = /[!'()*]/g;

/** `/api/v2/<segment>/…`, each segment escaped as Go does: `/` becomes `%2F`, `:` stays (facts/auth0.md 1.4). */
export function managementPath(
  segments: readonly string[],
  query: Readonly<Record<string, string>> = {},
): string {
  const path = ['api', 'v2', ...segments].map(escapeSegment).join('/');
  const search = new URLSearchParams(query);
  search.sort();
  return `/${path}${search.size === 0 ? '' : `?${search.toString()}`}`;
}

function escapeSegment(segment: string): string {
  return encodeURIComponent(segment)
    .replace(LEFT_ALONE, decodeURIComponent)
    .replace(ESCAPED, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
