import fc from 'fast-check';

import { Masker } from '../../../components/cli/masker';

const masked = (secret: string, text: string): string => {
  const masker = new Masker();
  masker.add(secret);
  return masker.mask(text);
};

describe('masking', () => {
  test.each([
    ['plainly', 'the value s3cret-value here', 'the value [secret] here'],
    ['twice', 's3cret-values3cret-value', '[secret][secret]'],
  ])('%s', (_name, text, expected) => {
    expect(masked('s3cret-value', text)).toBe(expected);
  });

  test.each([
    ['JSON', (secret: string) => JSON.stringify({ a: secret })],
    ['a URL', (secret: string) => `https://x/?a=${encodeURIComponent(secret)}`],
    [
      'HTML',
      (secret: string) =>
        `<p>${secret.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')}</p>`,
    ],
  ])('as it is written in %s', (_name, write) => {
    const secret = 'a"b<c&d e\\f-long';
    expect(masked(secret, write(secret))).toContain('[secret]');
    expect(masked(secret, write(secret))).not.toContain('long');
  });

  test('a short secret is masked as a word, and does not eat the names of findings', () => {
    expect(masked('ords', 'ords.profile.missing for "ords"')).toBe('ords.profile.missing for "[secret]"');
  });

  test('the longer of two secrets is masked whole', () => {
    const masker = new Masker();
    masker.add('header.payload');
    masker.add('header.payload.signature');
    expect(masker.mask('x header.payload.signature y')).toBe('x [secret] y');
  });

  test('an empty secret changes nothing', () => {
    expect(masked('', 'text')).toBe('text');
    expect(masked('  ', 'a  b')).toBe('a  b');
  });

  test('no secret of eight characters or more is left, whatever stands around it', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 8, maxLength: 40, unit: 'binary' }).filter((text) => text.trim() !== ''),
        fc.string(),
        fc.string(),
        (secret, before, after) => {
          fc.pre(!'[secret]'.includes(secret));
          expect(
            masked(secret, before + secret + after)
              .split('[secret]')
              .join('\n\n'),
          ).not.toContain(secret);
        },
      ),
    );
  });
});
