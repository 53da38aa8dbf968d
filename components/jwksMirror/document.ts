import type { FetchedJwks } from '../diagnose/collect/jwks';
import { OrdsError } from '../errors';
import { quote } from '../rules/text';

/** Members of a public key (RFC 7517 4, RFC 7518 6.2.1 and 6.3.1, RFC 8037 2); no other is ever copied. */
const PUBLIC = ['kty', 'use', 'key_ops', 'alg', 'kid', 'x5c', 'x5t', 'x5t#S256', 'n', 'e', 'crv', 'x', 'y'];
/** RFC 7518 6.2.2, 6.3.2 and 6.4.1. */
const PRIVATE = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

/**
 * The JWKS to publish: the public members of every key, in one order whatever order they came in. `fetched` is what the
 * source answered.
 *
 * @throws OrdsError `jwks.mirror.source`, `jwks.mirror.no_keys`, `jwks.mirror.private_key`, `jwks.mirror.symmetric_key`; none of
 * them shows a key.
 */
export function mirroredDocument({ facts, members }: FetchedJwks): string {
  const { url, outcome, detail } = facts;
  if (outcome !== 'keys')
    throw refusal('source', `gave no JWKS: ${outcome.replaceAll('_', ' ')}`, {
      ...(detail !== undefined && { found: quote(detail) }),
      expected: 'an https URL that answers 200 with a JWKS, without sign-in',
      remedy: `open ${quote(url)} from this machine: curl -i`,
    });
  if (members.length === 0)
    throw refusal('no_keys', 'holds no key', { expected: 'at least one key', remedy: 'correct jwksUrl' });
  const keys = members.map((key) => JSON.stringify(publicPart(key))).sort();
  return `{"keys":[${keys.join(',')}]}`;
}

function publicPart(key: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const name = typeof key['kid'] === 'string' ? quote(key['kid']) : 'without kid';
  if (key['kty'] === 'oct')
    throw refusal('symmetric_key', `holds a symmetric key (kid ${name}): whoever reads it can make tokens`, {
      expected: 'public keys',
      remedy: 'do not use this source, and replace that key where it comes from',
    });
  const secret = PRIVATE.filter((member) => Object.hasOwn(key, member));
  if (secret.length > 0)
    throw refusal('private_key', `holds a private key (kid ${name}): whoever reads it can make tokens`, {
      found: `the members ${secret.join(', ')}`,
      expected: 'public keys',
      remedy: 'do not use this source, and replace that key where it comes from',
    });
  const copied = PUBLIC.map((member) => [member, key[member]] as const);
  return Object.fromEntries(copied.filter(([, value]) => isText(value)));
}

function isText(value: unknown): boolean {
  return typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string'));
}

function refusal(
  name: string,
  summary: string,
  more: { readonly found?: string; readonly expected: string; readonly remedy: string },
): OrdsError {
  return new OrdsError(`the source ${summary}`, { code: `jwks.mirror.${name}`, field: 'jwksUrl', ...more });
}
