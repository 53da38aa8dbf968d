import fc from 'fast-check';
import { checkIdentifier, cleaned, quote } from '../../../components/rules/text';

const check = (text: string, secret = false) =>
  checkIdentifier(text, { code: 'x', field: 'audience', secret });

describe('identifiers', () => {
  test.each([
    ['https://api.example.com/orders ', 'x.whitespace'],
    [' https://api.example.com/orders', 'x.whitespace'],
    ['https://api.example.com/or ders', 'x.whitespace'],
    ['https://api.example.com/orders\n', 'x.invisible'],
    ['https://api.example.com/orders\u200b', 'x.invisible'],
    ['\ufeffhttps://api.example.com/orders', 'x.invisible'],
    ['https://api.example.com/orders\u00a0', 'x.invisible'],
    ['abc\u202edef', 'x.invisible'],
    ['abc\u00addef', 'x.invisible'],
    ['', 'x.empty'],
    ['  \t ', 'x.empty'],
  ])('%j is refused as %s', (text, code) => {
    expect(check(text).map((problem) => problem.code)).toEqual([code]);
  });

  test('what the message quotes can be seen', () => {
    expect(quote('a\u200bb\u00a0')).toBe('"a<U+200B>b<U+00A0>"');
    expect(check('id\u200b')[0]).toMatchObject({
      found: '"id<U+200B>"',
      expected: '"id"',
      remedy: 'write "id"',
    });
  });

  test('a secret is never quoted', () => {
    expect(JSON.stringify(check('s3cr3t-value ', true))).not.toContain('s3cr3t');
  });

  test('property: printable ASCII without spaces passes, and any padding of it is refused with the right remedy', () => {
    const plain = fc.string({
      unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
      minLength: 1,
    });
    const padding = fc.constantFrom(' ', '\t', '\n', '\u00a0', '\u200b', '\ufeff', '\u2028');
    fc.assert(
      fc.property(plain, padding, fc.boolean(), (text, pad, front) => {
        expect(check(text)).toEqual([]);
        const padded = front ? pad + text : text + pad;
        expect(check(padded)).toHaveLength(1);
        expect(cleaned(padded)).toBe(text);
        expect(check(padded)[0]?.expected).toBe(`"${text}"`);
      }),
    );
  });
});
