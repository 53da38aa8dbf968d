import type { GatewaySettings } from '../../../sandbox/ords/settings';
import { resolvePointer } from '../../../sandbox/ords/token/grants';
import { NOW, judge, profile, reason, type Variation } from './support/judge';

test('a token as Auth0 makes it is accepted, with its subject and scopes', () => {
  expect(judge()).toEqual({
    accepted: true,
    principal: { subject: 'client@clients', grants: { mode: 'scope', scopes: ['orders.read'] } },
  });
});

describe('the claims', () => {
  test.each(['sub', 'aud', 'iss', 'iat', 'exp'])('%s is required', (claim) => {
    expect(reason({ payload: { [claim]: undefined } })).toBe('claim_missing');
    expect(reason({ payload: { [claim]: { a: 1 } } })).toBe('claim_has_wrong_type');
  });

  test.each<[string, Variation, string]>([
    ['issuer without its slash', { payload: { iss: 'https://tenant.example' } }, 'issuer_differs'],
    ['issuer in other case', { payload: { iss: 'https://Tenant.example/' } }, 'issuer_differs'],
    ['a URN as issuer', { payload: { iss: 'urn:x' }, profile: { issuer: 'urn:x' } }, 'accepted'],
    ['audience with a slash more', { payload: { aud: `${profile.audience}/` } }, 'audience_differs'],
    ['audience in an array', { payload: { aud: [profile.audience] } }, 'audience_is_array'],
    [
      'audience in an array, allowed',
      { payload: { aud: ['x', profile.audience] }, settings: { acceptAudienceArray: true } },
      'accepted',
    ],
    [
      'another array, allowed',
      { payload: { aud: ['x'] }, settings: { acceptAudienceArray: true } },
      'audience_differs',
    ],
    ['expires now', { payload: { exp: NOW } }, 'expired'],
    ['expires in a second', { payload: { exp: NOW + 1 } }, 'accepted'],
    ['expired within the skew', { payload: { exp: NOW - 29 }, profile: { allowedSkew: 30 } }, 'accepted'],
    ['expired by the skew', { payload: { exp: NOW - 30 }, profile: { allowedSkew: 30 } }, 'expired'],
    ['skew of the setting', { payload: { exp: NOW - 29 }, settings: { allowedSkew: 30 } }, 'accepted'],
    [
      'profile switches the setting’s skew off',
      { payload: { exp: NOW - 1 }, profile: { allowedSkew: 0 }, settings: { allowedSkew: 30 } },
      'expired',
    ],
    ['skew counts as 60 at most', { payload: { exp: NOW - 61 }, settings: { allowedSkew: 600 } }, 'expired'],
    ['exp as text', { payload: { exp: String(NOW + 9) } }, 'claim_has_wrong_type'],
    ['not yet valid', { payload: { nbf: NOW + 1 } }, 'not_yet_valid'],
    ['valid from now', { payload: { nbf: NOW } }, 'accepted'],
    [
      'not yet valid, within the skew',
      { payload: { nbf: NOW + 30 }, profile: { allowedSkew: 30 } },
      'accepted',
    ],
    ['issued in the future', { payload: { iat: NOW + 1 } }, 'issued_in_the_future'],
    [
      'issued in the future, within the skew',
      { payload: { iat: NOW + 5 }, profile: { allowedSkew: 5 } },
      'accepted',
    ],
    ['old, no limit', { payload: { iat: 0 } }, 'accepted'],
    [
      'older than the profile allows',
      { payload: { iat: NOW - 301 }, profile: { allowedAge: 300 } },
      'too_old',
    ],
    [
      'as old as the profile allows',
      { payload: { iat: NOW - 300 }, profile: { allowedAge: 300 } },
      'accepted',
    ],
    [
      'older than the setting allows',
      { payload: { iat: NOW - 301 }, settings: { allowedAge: 300 } },
      'too_old',
    ],
  ])('%s', (_name, variation, expected) => expect(reason(variation)).toBe(expected));
});

describe('scopes and roles', () => {
  const grants = (variation: Variation) => {
    const judgement = judge(variation);
    return judgement.accepted ? judgement.principal.grants : judgement.reason;
  };

  test.each<[string, Record<string, unknown>, Partial<GatewaySettings>, unknown]>([
    ['several scopes', { scope: 'a  b' }, {}, ['a', 'b']],
    ['scp', { scope: undefined, scp: 'a b' }, {}, ['a', 'b']],
    ['scope before scp', { scope: 'a', scp: 'b' }, {}, ['a']],
    ['none', { scope: undefined }, {}, []],
  ])('%s', (_name, payload, settings, scopes) =>
    expect(grants({ payload, settings })).toEqual({ mode: 'scope', scopes }),
  );

  test('an array of scopes only where allowed', () => {
    const payload = { scope: undefined, scp: ['a', 7, 'b'] };
    expect(grants({ payload })).toBe('claim_has_wrong_type');
    expect(grants({ payload, settings: { acceptScopeArray: true } })).toEqual({
      mode: 'scope',
      scopes: ['a', 'b'],
    });
  });

  test.each<[string, string, Record<string, unknown>, Partial<GatewaySettings>, unknown]>([
    ['at the top', '/roles', { roles: ['r1', 'r2'] }, {}, ['r1', 'r2']],
    [
      'nested',
      '/resource_access/account/roles',
      { resource_access: { account: { roles: ['r'] } } },
      {},
      ['r'],
    ],
    ['escaped', '/https:~1~1x~1roles', { 'https://x/roles': ['r'] }, {}, ['r']],
    ['empty array', '/roles', { roles: [] }, {}, []],
    ['empty text', '/roles', { roles: '' }, {}, []],
  ])('role claim %s', (_name, roleClaimName, payload, settings, roles) =>
    expect(grants({ payload, settings, profile: { roleClaimName } })).toEqual({ mode: 'role', roles }),
  );

  test.each<[string, Record<string, unknown>, Partial<GatewaySettings>, string]>([
    ['absent', {}, {}, 'role_claim_missing'],
    ['a text', { roles: 'r' }, {}, 'role_claim_not_array'],
    ['not all texts', { roles: ['r', 1] }, {}, 'role_claim_not_array'],
    ['empty text in 25.1', { roles: '' }, { acceptEmptyRoleClaim: false }, 'role_claim_empty'],
    ['empty array in 25.1', { roles: [] }, { acceptEmptyRoleClaim: false }, 'role_claim_empty'],
  ])('role claim %s is refused', (_name, payload, settings, expected) =>
    expect(grants({ payload, settings, profile: { roleClaimName: '/roles' } })).toBe(expected),
  );

  test('a pointer sees own members only', () => {
    expect(resolvePointer({ a: ['x'] }, '/a/0')).toBe('x');
    expect(resolvePointer({}, '/constructor/name')).toBeUndefined();
  });
});
