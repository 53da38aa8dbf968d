import { OrdsError } from '../../errors';
import type { Surroundings } from '../surroundings';

/** Bytes that are read at most. No server takes a header of that size; ORDS' own limit is far below. */
export const MOST_TOKEN_BYTES = 64 * 1024;

/**
 * The option's value: `-`, or nothing.
 *
 * @throws OrdsError `cli.token.argument` for a token itself, which stays in the shell's history and can be seen in the
 *   list of processes.
 */
export function checkTokenOption(value: string | undefined): boolean {
  if (value === undefined) return false;
  if (value === '-') return true;
  throw new OrdsError('a token is not taken as an argument: it would stay in the history of the shell', {
    code: 'cli.token.argument',
    field: '--token',
    remedy: 'pipe it: pulumi-ords doctor --url URL --token - < token.txt; and let the one you typed expire',
  });
}

/**
 * Reads a token as it comes, and stops at once when it is longer than any token. Nothing is cleaned: a stray character may be
 * what the call is refused for.
 */
export async function tokenFromStdin(stdin: Surroundings['stdin']): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stdin) {
    const data = typeof chunk === 'string' ? Buffer.from(chunk) : Buffer.from(chunk);
    bytes += data.length;
    // Leaving the loop destroys the stream.
    if (bytes > MOST_TOKEN_BYTES) throw tooLarge();
    chunks.push(data);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function tooLarge(): OrdsError {
  return new OrdsError(`what came in is longer than ${MOST_TOKEN_BYTES / 1024} KiB: it is no access token`, {
    code: 'cli.token.too_large',
    field: '--token',
    remedy: 'pipe the value of access_token alone, not the whole answer of the token endpoint',
  });
}
