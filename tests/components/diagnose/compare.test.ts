import { CATALOGUE, LINKS, type FindingCode } from '../../../components/diagnose/catalogue';
import { compare } from '../../../components/diagnose/compare';
import { codesOf } from './support/cases';
import { MODULE_CASES, PRIVILEGE_CASES } from './support/coverageCases';
import { ENTRA_CASES } from './support/entraCases';
import { IDENTITY_PROVIDER_CASES, JWKS_CASES } from './support/identityProviderCases';
import { OCI_IAM_CASES, OCI_ROLE_CASES } from './support/ociIamCases';
import { PROFILE_CASES, SCHEMA_CASES, TRUST_CASES } from './support/trustCases';
import { factsOf, healthyManifest, healthyWorld, unread } from './support/world';

const TABLES = {
  'identity provider': IDENTITY_PROVIDER_CASES,
  JWKS: JWKS_CASES,
  trust: TRUST_CASES,
  profile: PROFILE_CASES,
  schema: SCHEMA_CASES,
  privileges: PRIVILEGE_CASES,
  modules: MODULE_CASES,
  'OCI IAM': OCI_IAM_CASES,
  'OCI IAM by groups': OCI_ROLE_CASES,
  'Microsoft Entra': ENTRA_CASES,
};
const ALL = Object.values(TABLES).flat();

/** Only a refused call shows these. */
const OF_A_CALL: readonly FindingCode[] = ['ords.module.not_found', 'ords.pool.suspected', 'jwks.cached_key'];

describe.each(Object.entries(TABLES))('%s', (_, cases) => {
  test.each(cases.map((entry) => [entry.name, entry] as const))('%s', (_name, { facts, codes }) => {
    expect(codesOf(compare(facts))).toEqual(codes);
  });
});

describe('compare', () => {
  test('every code of the catalogue that needs no call is the answer to a case', () => {
    const given = new Set(ALL.flatMap(({ codes }) => codes));
    const wanted = (Object.keys(CATALOGUE) as FindingCode[]).filter(
      (code) => !code.startsWith('token.') && !OF_A_CALL.includes(code),
    );
    expect(wanted.filter((code) => !given.has(code))).toEqual([]);
  });

  test('a healthy world has no finding', () => {
    expect(compare(factsOf(healthyWorld()))).toEqual([]);
  });

  test.each(['skipped', 'failed'] as const)('what was %s gives no finding', (state) => {
    const world = healthyWorld();
    const blind = {
      ...world,
      identityProvider: {
        discovery: unread<never>(state),
        jwks: unread<never>(state),
        api: unread<never>(state),
        clients: unread<never>(state),
        orphans: unread<never>(state),
      },
      ords: unread<never>(state),
    };
    expect(compare(factsOf(blind))).toEqual([]);
  });

  test('errors come first, then along the chain', () => {
    for (const { facts } of ALL.filter(({ facts: { apis } }) => apis.length === 1)) {
      const ranks = compare(facts).map(
        ({ code, severity }) =>
          ['error', 'warning', 'info'].indexOf(severity) * 100 +
          // Without keys no other question has an answer.
          (code === 'jwks.needs_sign_in' ? -1 : LINKS.indexOf(CATALOGUE[code].link)),
      );
      expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    }
  });

  test('every finding says whose it is, what was found and what to do', () => {
    for (const finding of ALL.flatMap(({ facts }) => compare(facts))) {
      expect(finding.subject.api).toBeTruthy();
      expect(finding.found).toBeTruthy();
      expect(finding.expected).toBeTruthy();
      expect(finding.remedy).toBeTruthy();
      expect(finding.summary).not.toMatch(/\.$/);
    }
  });

  test('what several APIs share is said once', () => {
    const left = { modules: { left: {} } };
    const second = healthyManifest({ api: 'second' });
    const findings = compare(factsOf(healthyWorld(left), healthyWorld({ manifest: second, ...left })));
    expect(codesOf(findings)).toEqual([
      'ords.profile.contested',
      'ords.module.unprotected',
      'ords.profile.contested',
    ]);
  });

  test('a public module of a neighbouring API on the same schema is that API’s finding alone', () => {
    const scopes = { 'left.read': { modules: ['left'] } };
    const second = healthyManifest({ api: 'second', scopes, clients: {} });
    const sides = { modules: { left: {} }, privileges: { 'left.read': { modules: [] } } };
    const findings = compare(factsOf(healthyWorld(sides), healthyWorld({ ...sides, manifest: second })));
    expect(findings.filter(({ subject }) => subject.name === 'left')).toMatchObject([
      { code: 'ords.module.public', subject: { api: 'second' } },
    ]);
  });

  test('names that are members of every object are names like any other', () => {
    const manifest = healthyManifest({
      scopes: { constructor: { modules: ['toString'] } },
      clients: { valueOf: { clientId: 'x', scopes: ['constructor'] } },
      ords: { ...healthyManifest().ords, modules: {} },
    });
    expect(compare(factsOf(healthyWorld({ manifest })))).toEqual([]);
  });
});
