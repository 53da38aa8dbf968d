import { compactVerify, errors, importJWK } from 'jose';

import { quote } from '../../rules/text';
import type { TokenFacts } from '../facts';
import type { PublicKey } from './jwks';
import { jsonObject, text } from './readings';

/** Characters; servers take no larger header. */
export const TOKEN_MAX = 16_384;
/** The algorithms that ORDS verifies (facts/ords.md 8). */
const ALGORITHMS = new Set(['RS256', 'RS384', 'RS512']);
const BASE64URL = /^[A-Za-z0-9_-]*$/;

/**
 * Takes a token apart and checks its signature against keys; times and claims are for the comparison. One line feed at the end
 * is taken off, which every shell adds. Other white space, a leading `Bearer ` and invisible characters make a token
 * `malformed` and stand in `detail`: they are what a server gets to see, and a cause of refusals. Never throws for what the
 * text is; nothing of it is kept but header and claims.
 */
export async function inspectToken(given: string, keys: readonly PublicKey[]): Promise<TokenFacts> {
  const token = given.length > TOKEN_MAX ? given : given.replace(/\r?\n$/, '');
  const form = tokenForm(token);
  if (form.form !== 'jwt') return { header: {}, claims: {}, signature: 'unchecked', ...form };
  return { ...form, signature: await checkSignature(token, form.header, keys) };
}

type Form = Pick<TokenFacts, 'form' | 'detail'> & Partial<Pick<TokenFacts, 'header' | 'claims'>>;
type JwtForm = Pick<TokenFacts, 'header' | 'claims'> & { readonly form: 'jwt' };

function tokenForm(token: string): JwtForm | (Form & { readonly form: Exclude<TokenFacts['form'], 'jwt'> }) {
  if (token.length > TOKEN_MAX) return { form: 'too_large', detail: `more than ${TOKEN_MAX} characters` };
  if (token.trim() === '') return { form: 'empty' };
  const stray = strayCharacter(token);
  if (stray !== undefined) return { form: 'malformed', detail: stray };
  const parts = token.split('.');
  const [first = '', second = '', third = ''] = parts;
  // Auth0's tokens for no API in particular are encrypted ones that only Auth0 reads; ORDS reads neither kind.
  if (parts.length === 5 && decoded(first)) return { form: 'encrypted', header: decoded(first) ?? {} };
  // A header that decodes shows a JWT that lost or gained something; an opaque token has none.
  if (parts.length !== 3 && decoded(first)) {
    return { form: 'malformed', detail: `${parts.length} of the 3 parts of a JWT` };
  }
  if (parts.length !== 3) return { form: 'opaque' };
  if (![first, second, third].every((part) => BASE64URL.test(part))) {
    return { form: 'malformed', detail: 'a part is not base64url' };
  }
  const header = decoded(first);
  const claims = decoded(second);
  if (!header) return { form: 'malformed', detail: 'the header is not a JSON object' };
  if (!claims) return { form: 'malformed', detail: 'the payload is not a JSON object', header };
  return { form: 'jwt', header, claims };
}

function strayCharacter(token: string): string | undefined {
  if (/^bearer\s/i.test(token)) return 'it begins with the word Bearer, which belongs to the header';
  const found = /[^\x21-\x7e]/u.exec(token);
  if (!found) return undefined;
  const place = found.index === 0 ? 'at its beginning' : `after ${found.index} characters`;
  return `${quote(found[0])} stands ${place}`;
}

function decoded(part: string): Record<string, unknown> | undefined {
  return BASE64URL.test(part) ? jsonObject(Buffer.from(part, 'base64url').toString('utf8')) : undefined;
}

// Unchecked when there is nothing to check with: ORDS refuses such a token for another reason, which has its own name.
async function checkSignature(
  token: string,
  header: Readonly<Record<string, unknown>>,
  keys: readonly PublicKey[],
): Promise<TokenFacts['signature']> {
  const alg = text(header.alg);
  const key = keys.find(({ kid }) => kid !== undefined && kid === header.kid);
  if (!key || alg === undefined || !ALGORITHMS.has(alg)) return 'unchecked';
  try {
    const { kty, n, e } = key;
    await compactVerify(token, await importJWK({ kty, n, e }, alg), { algorithms: [...ALGORITHMS] });
    return 'valid';
  } catch (error) {
    return error instanceof errors.JWSSignatureVerificationFailed ? 'invalid' : 'unchecked';
  }
}
