import type { GatewaySettings } from '../settings';
import { segmentsOf } from './path';

type Rules = Pick<GatewaySettings, 'wildcardCoversItsRoot'>;

/**
 * Whether a privilege's pattern covers a path (facts/ords.md 4): `/examples/employees/*`, `/*`, relative to the schema
 * alias. Slashes at the ends do not count, so that no spelling of a covered URL is open. Whether `/a/*` covers `/a` has no source:
 * a setting says. `/*` is the whole schema.
 */
export function patternCovers(
  pattern: string,
  segments: readonly string[],
  { wildcardCoversItsRoot }: Rules = { wildcardCoversItsRoot: true },
): boolean {
  const wanted = segmentsOf(pattern);
  if (wanted.at(-1) !== '*') return matches(wanted.join('/'), segments.join('/'), '/*');
  const prefix = wanted.slice(0, -1).join('/');
  return prefix === '' || matches(prefix, segments.join('/'), wildcardCoversItsRoot ? '(/.*)?' : '/.*');
}

/** A `*` elsewhere stands for any characters (unsure: only the one at the end is documented). */
function matches(pattern: string, path: string, end: string): boolean {
  const expression = pattern
    .split('*')
    .map((text) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  // A decoded segment may end in a slash of its own (%2F): it must not lead around the pattern.
  return new RegExp(`^${expression}${end}$`, 's').test(path);
}
