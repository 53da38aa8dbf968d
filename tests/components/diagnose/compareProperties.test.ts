import fc from 'fast-check';

import { compare } from '../../../components/diagnose/compare';
import { anyManifest } from './support/manifests';
import { MUTATIONS } from './support/mutations';
import { factsOf, healthyWorld } from './support/world';

describe('compare, for any values', () => {
  test('two equal sides give no finding', () => {
    fc.assert(
      fc.property(anyManifest, (manifest) => {
        expect(compare(factsOf(healthyWorld({ manifest })))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test.each(MUTATIONS.map((mutation) => [mutation.name, mutation] as const))(
    'one change gives exactly the findings that name it: %s',
    (_, { apply }) => {
      let applied = 0;
      fc.assert(
        fc.property(anyManifest, (manifest) => {
          const change = apply(manifest);
          if (!change) return;
          applied += 1;
          const findings = compare(factsOf(healthyWorld({ manifest, ...change.sides })));
          const named = findings.map(({ code, subject }) => `${code} ${subject.name}`).sort();
          expect(named).toEqual(change.expected.map(([code, name]) => `${code} ${name}`).sort());
        }),
        { numRuns: 40 },
      );
      expect(applied).toBeGreaterThan(10);
    },
  );

  test('never throws and never lies about the order, whatever two sides are put together', () => {
    fc.assert(
      fc.property(anyManifest, anyManifest, (declared, live) => {
        const sides = { ...healthyWorld({ manifest: live }), manifest: declared };
        const severities = compare(factsOf(sides)).map(({ severity }) => severity);
        expect(severities).toEqual([...severities].sort());
      }),
    );
  });
});
