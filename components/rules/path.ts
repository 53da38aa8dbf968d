import type { Problem } from '../problem';
import { quote } from './text';

/** A backslash, a segment of one or two dots, or a dot, a slash, a backslash or U+0000 in percent-encoding. */
const REWRITTEN = /\\|(?<=^|\/)\.{1,2}(?=\/|$)|%(?:2e|2f|5c|00)/i;
/** The template that is the root of its module. */
const ROOT = '.';

/**
 * The part of a base path, template or pattern that clients, proxies and servers rewrite, each in its own way: what is protected
 * and what answers could then be two things. Undefined when there is none. What ORDS itself does with it has no source.
 */
export function rewrittenPart(path: string): string | undefined {
  return path === ROOT ? undefined : REWRITTEN.exec(path)?.[0];
}

/** For the program: before anything is called. */
export function checkRewritten(path: string, field: string): Problem[] {
  const part = rewrittenPart(path);
  if (part === undefined) return [];
  return [
    {
      code: 'ords.path.rewritten',
      severity: 'error',
      field,
      summary: `carries ${quote(part)}, which callers and servers rewrite: what is protected and what answers could differ`,
      found: quote(path),
      expected: 'a path without \\, without . and .. as segments, and without %2E, %2F, %5C, %00',
      remedy: 'write the path as callers will see it',
    },
  ];
}
