import { CATALOGUE, type FindingCode } from '../../../../components/diagnose/catalogue';
import type { Finding } from '../../../../components/diagnose/finding';
import { stations } from '../../../../components/diagnose/report/stations';
import { agreeing, unreadable } from './examples';

const finding = (code: FindingCode): Finding => ({
  code,
  severity: CATALOGUE[code].severity,
  subject: { api: 'orders' },
  field: '',
  summary: '',
  remedy: '',
});
const states = (codes: readonly FindingCode[]): string[] =>
  stations(agreeing(), codes.map(finding))
    .filter(({ state }) => state !== 'ok')
    .map(({ label, state }) => `${label}: ${state}`);

describe('the stations of the chain', () => {
  it('are in the order of a call, and all in agreement when nothing was found', () => {
    expect(stations(agreeing(), []).map(({ label, state }) => `${label}: ${state}`)).toEqual([
      'Clients: ok',
      'Identity provider: ok',
      'Token: ok',
      'JWKS: ok',
      'JWT profile: ok',
      'Privileges: ok',
      'Modules: ok',
    ]);
  });

  it.each<[FindingCode, string]>([
    ['idp.grant.missing', 'Clients: error'],
    ['idp.scope.missing', 'Identity provider: error'],
    ['idp.signing_algorithm', 'Identity provider: error'],
    ['token.opaque', 'Token: error'],
    ['jwks.timeout', 'JWKS: error'],
    ['trust.jwks_url.port', 'JWKS: warning'],
    ['trust.issuer.slash', 'JWT profile: error'],
    ['ords.schema.not_enabled', 'JWT profile: error'],
    ['ords.pool.suspected', 'JWT profile: info'],
    ['ords.privilege.spelling', 'Privileges: error'],
    ['ords.module.public', 'Modules: error'],
  ])('%s is at %s', (code, expected) => {
    expect(states([code])).toEqual([expected]);
  });

  it('have each code at one of them, but for what surrounds the chain', () => {
    const nowhere = (Object.keys(CATALOGUE) as FindingCode[]).filter((code) => states([code]).length !== 1);
    expect(nowhere).toEqual(Object.keys(CATALOGUE).filter((code) => /^ords\.(legacy|version)\./.test(code)));
  });

  it('take the state of the worst finding', () => {
    expect(states(['ords.profile.skew_zero', 'trust.issuer.slash', 'ords.pool.suspected'])).toEqual([
      'JWT profile: error',
    ]);
  });

  it('are unknown, not in agreement, where nothing was read', () => {
    const unknown = stations(unreadable(), []).filter(({ state }) => state === 'unknown');
    expect(unknown.map(({ label }) => label)).toEqual([
      'Clients',
      'Identity provider',
      'Token',
      'JWT profile',
      'Privileges',
      'Modules',
    ]);
  });
});
