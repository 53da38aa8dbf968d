import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { OrdsError } from '../errors';
import { quote } from '../rules/text';

/** As the driver takes it: an OAuth 2.0 token is a text, one of OCI IAM comes with the key that proves its possession. */
export type AccessToken = string | { token: string; privateKey: string };

/** What `oci iam db-token get` writes beside the token. */
const IAM_KEY_FILE = 'oci_db_key.pem';

/**
 * Reads the token anew. It is looked at here, because the driver would quote parts of a malformed one.
 *
 * @throws OrdsError `ords.connection.access_token`
 */
export function readAccessToken(file: string): AccessToken {
  const token = text(file).trim();
  const expires = expiry(token);
  if (expires === undefined)
    throw refusal(file, 'holds no access token', 'one JWT with an expiry, and nothing else');
  if (expires <= Date.now())
    throw refusal(file, `holds a token that expired at ${new Date(expires).toISOString()}`, 'a valid one');
  const keyFile = join(dirname(file), IAM_KEY_FILE);
  return existsSync(keyFile) ? { token, privateKey: text(keyFile) } : token;
}

/** Milliseconds since 1970; undefined for what is no JWT with an `exp`. */
function expiry(token: string): number | undefined {
  const [, payload, signature, ...rest] = token.split('.');
  if (!payload || !signature || rest.length > 0 || /\s/.test(token)) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    const { exp } = (claims ?? {}) as { exp?: unknown };
    return typeof exp === 'number' && Math.abs(exp) < 1e11 ? exp * 1_000 : undefined;
  } catch {
    return undefined;
  }
}

function text(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw refusal(file, `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'})`);
  }
}

function refusal(file: string, what: string, expected?: string): OrdsError {
  return new OrdsError(`${quote(file)} ${what}`, {
    code: 'ords.connection.access_token',
    field: 'ords.connection.accessTokenFile',
    ...(expected !== undefined && { expected }),
    remedy: 'have a new token written there, e.g. with oci iam db-token get, and run the same command again',
  });
}
