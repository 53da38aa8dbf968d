import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { defaultSettings } from '../../../sandbox/ords/settings';
import { parseCompactToken } from '../../../sandbox/ords/token/compactToken';
import { TokenRefused } from '../../../sandbox/ords/token/refusal';
import { judgeToken } from '../../../sandbox/ords/token/tokenRules';
import { NOW, claims, judge, key, other, profile, reason, type Variation } from './support/judge';
import { ecKey, rsaKey, signToken } from './support/tokens';

describe('the header', () => {
  const { alg: _alg, ...keyWithoutAlgorithm } = key.jwk;
  const certificate = Buffer.from('a certificate');
  const thumbprint = createHash('sha1').update(certificate).digest('base64url');

  test.each<[string, Variation, string]>([
    [
      'RS384 with a key for any algorithm',
      { header: { alg: 'RS384' }, keys: [keyWithoutAlgorithm] },
      'accepted',
    ],
    [
      'RS512 with a key for any algorithm',
      { header: { alg: 'RS512' }, keys: [keyWithoutAlgorithm] },
      'accepted',
    ],
    ['RS512 with a key for RS256', { header: { alg: 'RS512' } }, 'key_not_usable'],
    ['no alg', { header: { alg: undefined } }, 'algorithm_not_allowed'],
    ['none', { header: { alg: 'none' } }, 'algorithm_not_allowed'],
    ['HS256', { header: { alg: 'HS256' } }, 'algorithm_not_allowed'],
    ['PS256', { header: { alg: 'PS256' } }, 'algorithm_not_allowed'],
    ['ES256', { header: { alg: 'ES256' } }, 'algorithm_not_allowed'],
    ['an algorithm named like an object member', { header: { alg: 'constructor' } }, 'algorithm_not_allowed'],
    ['no kid', { header: { kid: undefined } }, 'key_id_missing'],
    [
      'no kid, one key, allowed',
      { header: { kid: undefined }, keys: [key.jwk], settings: { acceptMissingKeyId: true } },
      'accepted',
    ],
    [
      'no kid, two keys, allowed',
      { header: { kid: undefined }, settings: { acceptMissingKeyId: true } },
      'key_unknown',
    ],
    [
      'a kid that is no text',
      { header: { kid: 7 }, settings: { acceptMissingKeyId: true } },
      'key_id_missing',
    ],
    ['an unknown kid', { header: { kid: 'k9' } }, 'key_unknown'],
    ['no typ', { header: { typ: undefined } }, 'accepted'],
    ['at+jwt', { header: { typ: 'at+jwt' } }, 'type_not_jwt'],
    ['at+jwt, allowed', { header: { typ: 'at+jwt' }, settings: { acceptOtherTypes: true } }, 'accepted'],
    ['critical extensions', { header: { crit: ['b64'], b64: false } }, 'critical_header_not_understood'],
    ['x5t of the key', { header: { x5t: 'abc' }, keys: [{ ...key.jwk, x5t: 'abc' }] }, 'accepted'],
    [
      'x5t of its certificate',
      { header: { x5t: thumbprint }, keys: [{ ...key.jwk, x5c: [certificate.toString('base64')] }] },
      'accepted',
    ],
    [
      'x5t of another key',
      { header: { x5t: 'abc' }, keys: [{ ...key.jwk, x5t: 'xyz' }] },
      'certificate_thumbprint_differs',
    ],
    ['x5t where the key has none', { header: { x5t: 'abc' } }, 'certificate_thumbprint_differs'],
  ])('%s: %s', (_name, variation, expected) => expect(reason(variation)).toBe(expected));
});

describe('the key', () => {
  const small = rsaKey('k1', 1024);
  const large = rsaKey('k1', 4096);
  const elliptic = ecKey('k1');
  const { n: _n, ...withoutModulus } = key.jwk;

  test.each<[string, Variation, string]>([
    ['signed by another key', { signedBy: other }, 'signature_invalid'],
    ['1024 bits', { signedBy: small, keys: [small.jwk] }, 'key_size_not_allowed'],
    ['4096 bits', { signedBy: large, keys: [large.jwk] }, 'accepted'],
    ['an elliptic key', { signedBy: elliptic, keys: [elliptic.jwk] }, 'key_not_usable'],
    ['no modulus', { keys: [withoutModulus] }, 'key_not_usable'],
    ['a key for encryption algorithms', { keys: [{ ...key.jwk, alg: 'RSA-OAEP' }] }, 'key_not_usable'],
    ['a broken modulus', { keys: [{ ...key.jwk, n: '' }] }, 'key_size_not_allowed'],
    ['no keys', { keys: [] }, 'key_unknown'],
  ])('%s', (_name, variation, expected) => expect(reason(variation)).toBe(expected));

  test('more than 4096 bits', () => {
    // Making such a key takes seconds; its size alone must refuse it.
    const n = Buffer.concat([Buffer.from([0xc1]), Buffer.alloc(639, 7)]).toString('base64url');
    expect(reason({ keys: [{ ...key.jwk, n }] })).toBe('key_size_not_allowed');
  });
});

describe('properties', () => {
  test('changing any one byte of an accepted token refuses it', () => {
    const token = signToken(key, { alg: 'RS256', kid: 'k1' }, claims);
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom(...'AZaz09-_'), (position, character) => {
        fc.pre(token[position] !== character && token[position] !== '.');
        const changed = token.slice(0, position) + character + token.slice(position + 1);
        // The last character of each part holds padding bits, which decode to the same bytes.
        fc.pre(!sameBytes(token, changed));
        expect(accepts(changed)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  test('no text but a signed token is accepted, and none makes the rules crash', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.base64String()), (text) => !accepts(text)));
    const part = fc.json().map((json) => Buffer.from(json).toString('base64url'));
    fc.assert(fc.property(part, part, part, (a, b, c) => !accepts(`${a}.${b}.${c}`)));
  });

  test('a token is in force exactly between its times, whatever the skew', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -100, max: 100 }),
        fc.integer({ min: -100, max: 100 }),
        fc.integer({ min: -5, max: 70 }),
        (from, to, skew) => {
          const judgement = judge({
            payload: { iat: NOW + from, exp: NOW + to },
            profile: { allowedSkew: skew },
          });
          const effective = Math.min(60, Math.max(0, skew));
          expect(judgement.accepted).toBe(from <= effective && to > -effective);
        },
      ),
      { numRuns: 100 },
    );
  });
});

function accepts(text: string): boolean {
  try {
    return judgeToken(parseCompactToken(text), profile, [key.jwk], defaultSettings(), NOW).accepted;
  } catch (error) {
    if (error instanceof TokenRefused) return false;
    throw error;
  }
}

function sameBytes(a: string, b: string): boolean {
  const bytes = (text: string) =>
    text.split('.').map((part) => Buffer.from(part, 'base64url').toString('hex'));
  return bytes(a).join('.') === bytes(b).join('.');
}

test.each([
  ['', 'empty_token'],
  ['abc', 'malformed_token'],
  ['a.b', 'malformed_token'],
  ['a.b.c.d.e', 'encrypted_token'],
  ['e30.e30.', 'malformed_token'],
  ['bnVsbA.e30.AA', 'malformed_token'],
  ['e30.W10.AA', 'malformed_token'],
])('%j is %s', (text, expected) => {
  expect(() => parseCompactToken(text)).toThrow(new TokenRefused(expected as TokenRefused['reason']));
});
