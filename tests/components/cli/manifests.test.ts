import fc from 'fast-check';

import { findClientSecrets } from '../../../components/cli/sources/findClientSecrets';
import { findManifests } from '../../../components/cli/sources/findManifests';
import { OrdsError } from '../../../components/errors';
import { manifest } from './fixtures';

const codeOf = (value: unknown): string => {
  try {
    findManifests(value, 'x.json');
    return 'none';
  } catch (error) {
    return (error as OrdsError).code;
  }
};

describe('manifests in a JSON value', () => {
  const one = manifest();
  const two = manifest({ api: 'stock' });

  test.each([
    ['a manifest', one, ['orders']],
    ['an array', [one, two], ['orders', 'stock']],
    ['outputs of a stack', { issuer: 'https://x/', manifest: one }, ['orders']],
    [
      'APIs exported as a whole',
      { apis: { a: { manifest: one }, b: { manifest: two } } },
      ['orders', 'stock'],
    ],
    ['the same one exported twice', { manifest: one, api: { manifest: one } }, ['orders']],
  ])('%s', (_name, value, apis) => {
    expect(findManifests(value, 'x.json').map(({ api }) => api)).toEqual(apis);
  });

  test('a manifest without the times of its profile, as 0.1.0 wrote it', () => {
    const { jwtProfile: _dropped, ...ords } = one.ords;
    expect(findManifests({ ...one, ords }, 'x')[0]?.ords.jwtProfile).toEqual({
      allowedSkew: null,
      allowedAge: null,
    });
  });

  test.each([
    [{ ...one, version: 2 }, 'cli.manifest.newer'],
    [{ ...one, version: 2, ords: undefined, trust: {} }, 'cli.manifest.newer'],
    [{ ...one, version: 0 }, 'cli.manifest.layout'],
    [{ ...one, trust: { ...one.trust, issuer: 7 } }, 'cli.manifest.layout'],
    [{ ...one, ords: { ...one.ords, baseUrl: 'javascript:alert(1)' } }, 'cli.manifest.layout'],
    [{ manifest: '[secret]' }, 'cli.manifest.secret'],
    [{ issuer: 'https://x/' }, 'cli.manifest.missing'],
    [[], 'cli.manifest.missing'],
    [null, 'cli.manifest.missing'],
    ['text', 'cli.manifest.missing'],
  ])('%j is refused', (value, code) => {
    expect(codeOf(value)).toBe(code);
  });

  test('a newer version says what to install', () => {
    expect(() => findManifests({ ...one, version: 3 }, 'x.json')).toThrow(
      /newer version; found 3; expected 1 .*Next: npm install pulumi-ords@latest/,
    );
  });

  test('whatever JSON comes in, there are manifests or a clear error', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
        try {
          expect(findManifests(value, 'x').length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(OrdsError);
        }
      }),
    );
  });
});

describe('client secrets in outputs', () => {
  test('are found by client ID, wherever they stand; hidden ones are not taken for secrets', () => {
    const found = findClientSecrets({
      clients: {
        a: { clientId: 'A', clientSecret: 's-a' },
        b: { clientId: 'B', clientSecret: '[secret]' },
        c: { clientId: 'C' },
      },
      deep: [{ x: { clientId: 'D', clientSecret: 's-d', manifest: manifest() } }],
    });
    expect([...found]).toEqual([
      ['A', 's-a'],
      ['D', 's-d'],
    ]);
  });
});
