import { compare } from '../../../../components/diagnose/compare';
import {
  factsOf,
  healthyManifest,
  healthyWorld,
  ISSUER,
  JWKS_URL,
  type WorldOverrides,
} from '../support/world';

const only = (overrides: WorldOverrides) => {
  const findings = compare(factsOf(healthyWorld(overrides)));
  expect(findings).toHaveLength(1);
  return findings[0]!;
};

describe('trust', () => {
  test('a finding shows what nobody sees, and whose it is', () => {
    expect(only({ profile: { issuer: `${ISSUER}\u200b` } })).toEqual({
      code: 'trust.issuer.invisible',
      severity: 'error',
      subject: { api: 'orders', schema: 'ORDSDEMO', kind: 'profile', name: 'ORDSDEMO' },
      field: 'issuer',
      summary: 'the issuers of the program and of the JWT profile differ by an invisible character only',
      expected: '"https://tenant.eu.auth0.com/"',
      found: '"https://tenant.eu.auth0.com/<U+200B>"',
      remedy:
        'run pulumi up --refresh, which writes "https://tenant.eu.auth0.com/" into the JWT profile of schema "ORDSDEMO"',
    });
  });

  test('where the identity provider agrees with ORDS, the program is to be corrected', () => {
    const live = 'https://tenant.us.auth0.com/';
    const findings = compare(
      factsOf(healthyWorld({ profile: { issuer: live }, discovery: { issuer: live } })),
    );
    expect(findings.map(({ code }) => code)).toEqual(['idp.discovery.issuer', 'trust.issuer.host']);
    expect(findings[1]!.remedy).toContain('change the identity provider’s settings in the program');
    expect(findings[1]!.remedy).toContain('"https://tenant.us.auth0.com/"');
  });

  test('a JWKS URL whose host only is in capitals leads to the same keys', () => {
    expect(only({ profile: { jwkUrl: JWKS_URL.replace('tenant', 'TENANT') } })).toMatchObject({
      code: 'trust.jwks_url.case',
      severity: 'warning',
    });
    expect(only({ profile: { jwkUrl: JWKS_URL.replace('jwks', 'JWKS') } }).severity).toBe('error');
  });

  test('port 443 in a JWKS URL is a warning, in an issuer an error', () => {
    expect(only({ profile: { jwkUrl: JWKS_URL.replace('.com', '.com:443') } }).severity).toBe('warning');
    expect(only({ profile: { issuer: ISSUER.replace('.com', '.com:443') } }).severity).toBe('error');
  });

  test('port 443 in the discovery document is none', () => {
    const port = { discovery: { jwksUri: JWKS_URL.replace('.com', '.com:443') } };
    expect(compare(factsOf(healthyWorld(port)))).toEqual([]);
  });

  test('a value as long as it likes is cut', () => {
    const found = only({ profile: { audience: `urn:${'x'.repeat(5000)}` } }).found!;
    expect(found.length).toBeLessThan(400);
    expect(found).toMatch(/…$/);
  });

  test('the rival whose profile it is has no finding about its values', () => {
    const rival = healthyManifest({ api: 'rival', issuer: 'https://rival.example.com/' });
    const profile = { issuer: ISSUER };
    const findings = compare(factsOf(healthyWorld(), healthyWorld({ manifest: rival, profile })));
    expect(findings.map(({ code, found }) => [code, found])).toEqual([
      ['ords.profile.contested', '"orders", "rival"'],
      ['ords.profile.contested', '"rival", "orders"'],
    ]);
  });

  test('the same schema name in another database is another schema', () => {
    const other = healthyManifest({
      api: 'other',
      ords: { ...healthyManifest().ords, connectString: 'elsewhere.example.com:1521/freepdb1' },
    });
    expect(compare(factsOf(healthyWorld(), healthyWorld({ manifest: other })))).toEqual([]);
  });
});
