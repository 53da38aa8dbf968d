import type { Checker } from './checker';
import { isUnknown } from './plain';

/** Complains about a URL mapping that is more, or less, than one segment of a path. */
export function checkPathSegment(checker: Checker, pattern: string | undefined): void {
  if (pattern === undefined || isUnknown(pattern)) return;
  if (/^[\w.~-]+$/.test(pattern) && !/^\.+$/.test(pattern)) return;
  checker.fail(
    'urlMappingPattern',
    `must be one path segment without slashes, found ${JSON.stringify(pattern)}; it stands between /ords/ and the module's base path`,
  );
}
