import { segmentsOf } from './path';

/**
 * Whether a privilege's pattern covers a path (facts/ords.md 4): `/examples/employees/*`, `/*`, relative to the schema
 * alias. `/a/*` covers `/a` too and slashes at the ends do not count, so that no spelling of a covered URL is open.
 */
export function patternCovers(pattern: string, segments: readonly string[]): boolean {
  const wanted = segmentsOf(pattern);
  if (wanted.at(-1) === '*') {
    const prefix = wanted.slice(0, -1).join('/');
    const path = segments.join('/');
    return prefix === '' || matches(prefix, path, true);
  }
  return matches(wanted.join('/'), segments.join('/'), false);
}

/** A `*` elsewhere stands for any characters (unsure: only the one at the end is documented). */
function matches(pattern: string, path: string, below: boolean): boolean {
  const expression = pattern
    .split('*')
    .map((text) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  // A decoded segment may end in a slash of its own (%2F): it must not lead around the pattern.
  return new RegExp(`^${expression}${below ? '(/.*)?' : '/*'}$`, 's').test(path);
}
