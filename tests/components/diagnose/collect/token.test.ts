import { generateKeyPairSync, type KeyObject } from 'node:crypto';

import fc from 'fast-check';
import { CompactSign } from 'jose';

import type { PublicKey } from '../../../../components/diagnose/collect/jwks';
import { inspectToken, TOKEN_MAX } from '../../../../components/diagnose/collect/token';

interface Pair {
  readonly key: PublicKey;
  readonly privateKey: KeyObject;
}

function rsa(kid: string, modulusLength = 2048): Pair {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength });
  const { n = '', e = '' } = publicKey.export({ format: 'jwk' });
  return { key: { kid, kty: 'RSA', n, e }, privateKey };
}

const claims = { iss: 'https://t.example.com/', aud: 'https://api.example.com', scope: 'orders.read' };
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const altered = (token: string): string =>
  token.replace(/\.[^.]*$/, (old) => `.${'A'.repeat(old.length - 1)}`);

describe('a token', () => {
  const first = rsa('k1');
  const second = rsa('k2');
  const sign = (alg: string, kid: string | undefined, { privateKey } = first): Promise<string> =>
    new CompactSign(Buffer.from(JSON.stringify(claims)))
      .setProtectedHeader({ alg, typ: 'JWT', ...(kid !== undefined && { kid }) })
      .sign(privateKey);

  it.each(['RS256', 'RS384', 'RS512'])('is a JWT whose %s signature fits', async (alg) => {
    const token = await sign(alg, 'k1');
    expect(await inspectToken(token, [second.key, first.key])).toEqual({
      form: 'jwt',
      header: { alg, typ: 'JWT', kid: 'k1' },
      claims,
      signature: 'valid',
    });
    expect((await inspectToken(altered(token), [first.key])).signature).toBe('invalid');
    expect((await inspectToken(token, [{ ...second.key, kid: 'k1' }])).signature).toBe('invalid');
  });

  it('is not checked where there is nothing to check it with', async () => {
    const signature = async (token: string, keys: readonly PublicKey[]): Promise<string> =>
      (await inspectToken(token, keys)).signature;
    const token = await sign('RS256', 'k1');
    expect(await signature(token, [])).toBe('unchecked');
    expect(await signature(token, [second.key])).toBe('unchecked');
    expect(await signature(await sign('RS256', undefined), [{ ...first.key, kid: undefined }])).toBe(
      'unchecked',
    );
    expect(await signature(await sign('PS256', 'k1'), [first.key])).toBe('unchecked');
    expect(await signature(`${part({ alg: 'none', kid: 'k1' })}.${part(claims)}.`, [first.key])).toBe(
      'unchecked',
    );
    const weak = rsa('weak', 1024);
    expect(await signature(token.replace(/^[^.]*/, part({ alg: 'RS256', kid: 'weak' })), [weak.key])).toBe(
      'unchecked',
    );
  });

  it.each<[string, string, string, string | undefined]>([
    ['nothing', '', 'empty', undefined],
    ['white space', ' \n', 'empty', undefined],
    ['one part', 'aVeryOpaqueToken', 'opaque', undefined],
    ['two parts', 'a.b', 'opaque', undefined],
    ['five parts that are no JWE', 'a.b.c.d.e', 'opaque', undefined],
    ['characters of another alphabet', `${part({})}.a+b/.c`, 'malformed', 'a part is not base64url'],
    ['a header that is no JSON', `YWJj.${part({})}.x`, 'malformed', 'the header is not a JSON object'],
    ['claims that are a list', `${part({})}.${part([1])}.x`, 'malformed', 'the payload is not a JSON object'],
    ['a space in front', ` ${part({})}.${part({})}.x`, 'malformed', '" " stands at its beginning'],
    ['a space in the middle', `${part({})}. ${part({})}.x`, 'malformed', '" " stands after 4 characters'],
    ['two line feeds at the end', 'abc\n\n', 'malformed', '"<U+000A>" stands after 3 characters'],
    ['an invisible character', 'ab\u200bc', 'malformed', '"<U+200B>" stands after 2 characters'],
    [
      'the word of the header',
      `Bearer ${part({})}.${part({})}.x`,
      'malformed',
      'it begins with the word Bearer, which belongs to the header',
    ],
  ])('of %s', async (_name, token, form, detail) => {
    const facts = await inspectToken(token, [first.key]);
    expect(facts.form).toBe(form);
    expect(facts.detail).toBe(detail);
    expect(facts.signature).toBe('unchecked');
  });

  it('may end in the line feed that a shell adds', async () => {
    const token = await sign('RS256', 'k1');
    for (const end of ['\n', '\r\n']) {
      expect(await inspectToken(token + end, [first.key])).toMatchObject({ form: 'jwt', signature: 'valid' });
    }
  });

  it('that is encrypted shows its header alone', async () => {
    const header = { alg: 'dir', enc: 'A256GCM', iss: 'https://t.example.com/' };
    expect(await inspectToken(`${part(header)}..iv.text.tag`, [])).toEqual({
      form: 'encrypted',
      header,
      claims: {},
      signature: 'unchecked',
    });
  });

  it('that is too large costs nothing', async () => {
    const large = await inspectToken('a'.repeat(TOKEN_MAX + 1), []);
    expect(large.form).toBe('too_large');
    const huge = `${part({ alg: 'RS256' })}.${'A'.repeat(2_000_000)}.x`;
    const start = performance.now();
    for (let i = 0; i < 1_000; i += 1) expect((await inspectToken(huge, [first.key])).form).toBe('too_large');
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it('never makes it throw, and is not kept', async () => {
    const token = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc
        .array(
          fc.oneof(
            fc.base64String(),
            fc.json().map((text) => part(text)),
          ),
          { maxLength: 6 },
        )
        .map((all) => all.join('.')),
    );
    await fc.assert(
      fc.asyncProperty(token, async (text) => {
        const facts = await inspectToken(text, [first.key]);
        expect(facts.signature).not.toBe('valid');
        if (facts.detail !== undefined && text.length > 20) expect(facts.detail).not.toContain(text);
      }),
    );
  });
});
