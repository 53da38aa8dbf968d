import fc from 'fast-check';

import { Masker } from '../../../components/cli/masker';
import { driftSarif } from '../../../components/cli/output/sarif';
import { judgeDrift } from '../../../components/cli/drift';
import { wrap } from '../../../components/cli/output/layout';
import { verifyJunit } from '../../../components/cli/output/verifyJunit';
import { escape } from '../../../components/diagnose/report/escape';
import { OrdsError } from '../../../components/errors';
import { quote } from '../../../components/rules/text';
import { visible, visibleJson } from '../../../components/visible';
import { AT, check, finding, manifest, sides } from './fixtures';
import { cli } from './harness';

const masked = (secret: string, text: string): string => {
  const masker = new Masker();
  masker.add(secret);
  return masker.mask(text);
};

/** How each output writes a text; where the text is already between delimiters. */
const OUTPUTS: Readonly<Record<string, (text: string) => string>> = {
  plainly: (text) => text,
  'on a terminal': visible,
  'in a quoted value': quote,
  'in an error': (text) => new OrdsError(`it says ${text} here`, { code: 'a.b' }).message,
  'in JSON': (text) => JSON.stringify({ a: text }),
  'in the JSON of the commands': (text) => visibleJson({ a: text }, 2),
  'in the page': (text) => `<p>${escape(text)}</p>`,
  'in the page, quoted': (text) => `<p>${escape(quote(text))}</p>`,
  'in JSON, quoted': (text) => visibleJson({ a: `it is ${JSON.stringify(text)}` }),
  'in a URL': (text) => `https://x/?a=${new URLSearchParams([['b', text]]).toString()}`,
  'in a table': (text) => wrap(`found "${text}" there`, 20).join('\n          '),
  'in SARIF': (text) =>
    visibleJson(driftSarif(judgeDrift([], [finding({ summary: `it is ${text} here` })], AT), 'Pulumi.yaml')),
  'in JUnit': (text) =>
    verifyJunit({
      at: AT,
      manifests: [manifest()],
      checks: [
        check({
          outcome: 'failed',
          summary: `it is ${text} here`,
          wwwAuthenticate: `a "${text}"`,
          url: `/${text}/`,
        }),
      ],
      tokens: 0,
      refusalsOnly: false,
      onePath: [],
      exitCode: 2,
    }),
};

describe('masking', () => {
  test.each([
    ['plainly', 'the value s3cret-value here', 'the value [secret] here'],
    ['twice', 's3cret-values3cret-value', '[secret][secret]'],
  ])('%s', (_name, text, expected) => {
    expect(masked('s3cret-value', text)).toBe(expected);
  });

  test.each(Object.entries(OUTPUTS))('%s, whatever characters it has', (_name, write) => {
    const secret = 'Tail<&>"\'`\\]]>[x](y)/-_ {0}\u00a0\u202e\tlong';
    const text = masked(secret, write(secret));
    expect(text).toContain('[secret]');
    expect(text).not.toContain('Tail');
    expect(text).not.toContain('long');
  });

  test('as other tools write it in HTML', () => {
    expect(masked('a"b<c&d e\\f-long', 'say a&quot;b&lt;c&amp;d e\\f-long')).toBe('say [secret]');
  });

  test.each(['a-b', '-', 'tiger-1', '[-]', 'a(b', '*+?', '\\', ']]>', '\ud800'])(
    '%j, a short one',
    (secret) => {
      expect(masked(secret, `it is ${secret} here`)).toBe('it is [secret] here');
    },
  );

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
        fc.string({ minLength: 8, maxLength: 40, unit: 'binary' }).filter((text) => text.trim().length >= 8),
        fc.string(),
        fc.string(),
        (secret, before, after) => {
          fc.pre(!'[secret]'.includes(secret.trim()));
          expect(
            masked(secret, before + secret + after)
              .split('[secret]')
              .join('\n\n'),
          ).not.toContain(secret);
        },
      ),
    );
  });

  test.each(Object.entries(OUTPUTS))('property: no secret is left %s', (_name, write) => {
    // Of characters that no output holds for another reason, so that what is left of one is seen.
    const strange = fc.string({ minLength: 0, maxLength: 6, unit: 'binary' });
    const marks = fc.string({
      maxLength: 6,
      unit: fc.constantFrom(...'<>&"\'`\\[](){}-+*?.|^$/%# \t\n\r]]>'),
    });
    fc.assert(
      fc.property(strange, marks, strange, marks, (...parts) => {
        const secret = `Qz${parts.join('')}9Zq`;
        const text = masked(secret, write(secret));
        expect(text).toContain('[secret]');
        expect(text).not.toMatch(/Qz|9Zq/);
      }),
      { numRuns: 200 },
    );
  });

  test('property: it never throws, and masks any short secret between spaces', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 7, unit: 'binary' }), (secret) => {
        fc.pre(secret.trim() !== '' && !'[secret]'.includes(secret.trim()));
        expect(masked(secret, `# ${secret} #`)).toContain('[secret]');
      }),
      { numRuns: 500 },
    );
  });
});

describe('the command', () => {
  test('masks a short secret with a hyphen instead of ending with its text', async () => {
    const env = { ORDS_PASSWORD: 'tiger-1' };
    const { code, out, err } = await cli(['drift', '--manifest', 'manifest.json'], {
      env,
      services: {
        collectSides: (manifests, { connection }) => {
          const [own = manifest()] = manifests;
          return Promise.resolve(connection(own) ? [sides()] : []);
        },
        compare: () => [finding({ found: '"tiger-1"' })],
      },
    });
    expect({ code, err }).toEqual({ code: 2, err: '' });
    expect(out).toContain('"[secret]"');
    expect(out).not.toContain('tiger-1');
  });

  test('whatever goes wrong in writing itself, ends with 1 and without a text that could hold a secret', async () => {
    const failing = jest.spyOn(Masker.prototype, 'mask').mockImplementation(() => {
      throw new SyntaxError('Invalid regular expression: /tiger-1/');
    });
    try {
      const { code, err, out } = await cli(['verify', '--manifest', 'manifest.json']);
      expect(code).toBe(1);
      expect(err).toMatch(/^error: /);
      expect(out + err).not.toContain('tiger');
    } finally {
      failing.mockRestore();
    }
  });
});
