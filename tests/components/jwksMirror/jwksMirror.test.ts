import fc from 'fast-check';
import * as pulumi from '@pulumi/pulumi';

import { fetchJwks, type FetchedJwks } from '../../../components/diagnose/collect/jwks';
import { JwksMirror } from '../../../components/index';
import { mirroredDocument } from '../../../components/jwksMirror/document';
import { mirrorSource } from '../../../components/jwksMirror/source';
import { tokenize } from '../../../sandbox/oracle/plsql/lexer';

const fetched = (members: Record<string, unknown>[]): FetchedJwks => ({
  facts: { url: 'https://idp/keys', outcome: 'keys', detail: undefined, bytes: 1, keys: [] },
  keys: [],
  members,
});
const rsa = (kid: string, more: object = {}): Record<string, unknown> => ({
  kty: 'RSA',
  kid,
  n: 'AQ-_',
  e: 'AQAB',
  ...more,
});
const printed = (source: string): string => {
  const [, ...literals] = tokenize(source).filter(({ kind }) => kind === 'string');
  return literals.map(({ text }) => text).join('');
};

describe('the source of the handler', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      "'",
      "''; end; --",
      ':name',
      '&x',
      '\\',
      '\\u0027',
      '"',
      '\n/\n',
      "q'[x]'",
      'é💥',
      '\ud800',
    ),
  );
  const keys = fc.array(
    fc.dictionary(texts, fc.oneof(texts, fc.array(texts, { maxLength: 3 })), {
      maxKeys: 5,
      noNullPrototype: true,
    }),
    { maxLength: 4 },
  );

  test('prints exactly the document, and holds nothing that means something else in PL/SQL', () => {
    fc.assert(
      fc.property(keys, (list) => {
        const document = JSON.stringify({ keys: list });
        const source = mirrorSource(document);
        expect(JSON.parse(printed(source))).toEqual(JSON.parse(document));
        expect(tokenize(source).filter(({ kind }) => kind === 'bind')).toEqual([]);
        // Whatever reads it without knowing literals finds no quote, bind or substitution either.
        expect(source).toMatch(/^[\n -%'-~]*$/);
        expect(source.replace(/htp\.prn\('[^']*'\);/g, '')).toMatch(
          /^begin\s+owa_util\.mime_header\('application\/json'\);\s*end;$/,
        );
        expect(source).not.toMatch(/:[\s]*\w/);
      }),
    );
  });

  test('a long document stands in many literals', () => {
    const document = mirroredDocument(fetched([rsa('a', { x5c: ['A'.repeat(50_000)] })]));
    const source = mirrorSource(document);
    expect(printed(source)).toBe(document);
    expect(Math.max(...source.split('\n').map((line) => line.length))).toBeLessThan(1_100);
  });
});

describe('what is mirrored', () => {
  test('public members only, in one order', () => {
    const one = rsa('one', { use: 'sig', alg: 'RS256', x5c: ['MIIB'], ext: true, note: 'internal' });
    const two = { kty: 'EC', kid: 'two', crv: 'P-256', x: 'AQ', y: 'Ag' };
    const document = mirroredDocument(fetched([two, one]));
    expect(document).toBe(mirroredDocument(fetched([one, two])));
    expect((JSON.parse(document) as { keys: unknown[] }).keys).toEqual(
      expect.arrayContaining([rsa('one', { use: 'sig', alg: 'RS256', x5c: ['MIIB'] }), two]),
    );
  });

  test.each([
    ['a private RSA key', [rsa('ok'), rsa('bad', { d: 'Secret_d' })], 'private_key'],
    ['its primes', [rsa('bad', { q: 'Secret_q' })], 'private_key'],
    [
      'a private EC key',
      [{ kty: 'EC', kid: 'bad', crv: 'P-256', x: 'AQ', y: 'Ag', d: 'Secret_d' }],
      'private_key',
    ],
    ['a symmetric key', [{ kty: 'oct', kid: 'bad', k: 'Secret_k' }], 'symmetric_key'],
    ['one that hides behind another type', [rsa('bad', { k: 'Secret_k' })], 'private_key'],
    ['no key', [], 'no_keys'],
  ])('%s is refused, and not shown', (_name, members, code) => {
    const attempt = (): string => mirroredDocument(fetched(members));
    expect(attempt).toThrow(`[jwks.mirror.${code}]`);
    expect(attempt).not.toThrow('Secret');
    if (members.length > 0) expect(attempt).toThrow('"bad"');
  });

  test.each([
    ['no https', 'http://idp/keys', 'not https'],
    ['a sign-in', 'https://idp/keys', 'needs sign in'],
  ])('a source with %s is an error that says so', async (_name, url, what) => {
    const answer = { status: 401, headers: {}, body: '', bytes: 0, milliseconds: 1 };
    const result = await fetchJwks(url, () => Promise.resolve({ ok: true, answer }));
    expect(() => mirroredDocument(result)).toThrow(new RegExp(`${what}.*\\[jwks\\.mirror\\.source\\]`));
  });
});

test('an ORDS without https is refused at once, and the purpose is said each time', async () => {
  const warnings: string[] = [];
  jest.spyOn(pulumi.log, 'warn').mockImplementation(async (message) => void warnings.push(message));
  await pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: name, state: inputs as Record<string, unknown> }),
    call: () => ({}),
  });
  const connection = { connectString: 'db/service', user: 'ordsdemo', password: 'x' };
  const mirror = (baseUrl: string): JwksMirror =>
    new JwksMirror('keys', {
      jwksUrl: pulumi.output(new Promise<string>(() => {})),
      ords: { baseUrl, connection },
    });
  expect(() => mirror('http://db.example.com/ords')).toThrow(/ords\.baseUrl: .*JwksMirror "keys"/);
  mirror('https://db.example.com/ords');
  expect(warnings.join()).toMatch(/JwksMirror "keys" copies keys, for troubleshooting/);
});
