import { compare } from '../../../../components/diagnose/compare';
import { profileJwksUrl } from '../../../../components/diagnose/collect/identityProviderSides';
import { diagnoseRefusal } from '../../../../components/diagnose/refusal';
import { codesOf } from '../support/cases';
import { refusal } from '../support/refusals';
import { factsOf, healthyManifest, healthyWorld, ISSUER, type WorldOverrides } from '../support/world';

const declared = healthyManifest();
const manifest = { ...declared, ords: { ...declared.ords, trustLevel: 'pool' as const } };
const world = (overrides: WorldOverrides = {}) => healthyWorld({ manifest, ...overrides });

describe('an API whose pool holds the trust', () => {
  test.each<[string, WorldOverrides]>([
    ['without a profile in its schema', { profile: null }],
    ['with one of another issuer, which ORDS ignores', { profile: { issuer: 'https://other/' } }],
    ['with one in role mode', { profile: { roleClaim: '/roles' } }],
    ['in a disabled schema', { profile: { issuer: 'https://other/' }, ords: {} }],
  ])('is in agreement %s', (_name, overrides) => {
    expect(compare(factsOf(world(overrides)))).toEqual([]);
  });

  test('is not in agreement when a module is open', () => {
    const overrides = { profile: null, privileges: { 'orders.read': null } };
    expect(codesOf(compare(factsOf(world(overrides))))).toEqual([
      'ords.privilege.missing',
      'ords.module.public',
    ]);
  });

  test('shares its schema with another API without a fight for the profile', () => {
    const other = { ...manifest, api: 'stock' };
    expect(
      codesOf(compare(factsOf(world({ profile: null }), healthyWorld({ manifest: other, profile: null })))),
    ).not.toContain('ords.profile.contested');
  });

  test('its tokens are judged by what is declared, not by the profile that ORDS ignores', () => {
    const api = world({ profile: { issuer: 'https://other/', audience: 'other' } });
    const [finding, ...more] = diagnoseRefusal(refusal({ api }));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ code: 'ords.pool.suspected', severity: 'info' });
    expect(finding?.summary).toContain('the trust of the pool is not what is declared');
    expect(finding?.remedy).toContain('security.jwt.profile.mode (POOL)');
    expect(finding?.remedy).toContain(ISSUER);
    expect(profileJwksUrl(manifest, api.ords)).toBeUndefined();
  });
});
