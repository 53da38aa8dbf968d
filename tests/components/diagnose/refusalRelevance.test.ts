import { diagnoseRefusal } from '../../../components/diagnose/refusal';
import { codesOf } from './support/cases';
import { OTHER_ISSUER, world } from './support/refusalCases';
import { refusal, type RefusalOverrides } from './support/refusals';
import { healthyJwks, JWKS_URL, NOW, type WorldOverrides } from './support/world';

describe('a difference that has nothing to do with the call', () => {
  const severities = (overrides: RefusalOverrides) =>
    diagnoseRefusal(refusal(overrides)).map(({ code, severity }) => `${severity} ${code}`);

  test.each<[string, WorldOverrides]>([
    ['another module', { modules: { admin: { status: 'NOT_PUBLISHED' } } }],
    ['another privilege', { privileges: { 'admin.write': null }, modules: { admin: { status: 'DRAFT' } } }],
    ['another client', { clients: { office: null } }],
    ['another scope of the API', { api: { scopes: ['orders.read'] } }],
    ['a stranger’s module', { modules: { left: {} } }],
    ['old clients', { schema: { legacyClients: { state: 'read', value: ['x'] } } }],
    ['a scope too many', { clients: { backend: { grantedScopes: ['orders.read', 'more'] } } }],
  ])('is left out: %s', (_, sides) => {
    expect(severities({ ...world(sides), status: 200 })).toEqual([]);
  });

  test.each<[string, WorldOverrides, string]>([
    [
      'the grant, where the token has the scope',
      { clients: { backend: { grantedScopes: [] } } },
      'idp.grant.scope_missing',
    ],
    ['the client, where its token is good', { clients: { backend: null } }, 'idp.client.missing'],
    [
      'the JWKS URL, where the keys fit',
      { profile: { jwkUrl: `${OTHER_ISSUER}k` } },
      'trust.jwks_url.different',
    ],
    [
      'the dialect, where the token is older',
      { api: { tokenDialect: 'rfc9068_profile' } },
      'idp.token_dialect',
    ],
    ['the API, where the token is good', { api: null }, 'idp.api.missing'],
  ])('stays as a warning: %s', (_, sides, code) => {
    expect(severities({ ...world(sides), status: 200 })).toEqual([`warning ${code}`]);
  });

  test('the issuer of the values, where token and profile agree', () => {
    const overrides = {
      ...world({ profile: { issuer: OTHER_ISSUER } }),
      claims: { iss: OTHER_ISSUER },
      status: 200,
    };
    expect(severities(overrides)).toEqual(['warning trust.issuer.host']);
  });

  test('the declared keys, where ORDS fetches others', () => {
    const set = { url: JWKS_URL, outcome: 'needs_sign_in' as const, detail: '401', bytes: 0, keys: [] };
    const sides = world({ profile: { jwkUrl: `${OTHER_ISSUER}k` }, jwks: [set] });
    expect(severities({ ...sides, signature: 'unchecked', status: 200 })).toEqual([
      'error trust.jwks_url.different',
      'warning jwks.needs_sign_in',
    ]);
  });

  test('a weak key, unless it signed the token', () => {
    const [good, weak] = [2048, 1024].map((bits) => ({ ...healthyJwks(JWKS_URL).keys[0]!, bits }));
    const keys = (signer: typeof good, other: typeof good) =>
      world({ jwks: { keys: [signer!, { ...other!, kid: 'other' }] } });
    expect(severities({ ...keys(good, weak), status: 200 })).toEqual(['warning jwks.weak_key']);
    expect(severities(keys(weak, good))).toEqual(['error jwks.weak_key']);
  });

  test('a token of a client that nobody declares says nothing of the declared ones', () => {
    const sides = world({ clients: { backend: { grantedScopes: null }, office: null } });
    const claims = { azp: 'somebody', sub: 'somebody@clients', scope: undefined };
    expect(severities({ ...sides, claims })).toEqual(['error token.scope_missing']);
  });
});

describe('times', () => {
  const codes = (overrides: RefusalOverrides) =>
    codesOf(diagnoseRefusal(refusal({ ...overrides, status: 200 }))).filter((code) =>
      code.startsWith('token.'),
    );

  test.each([
    [null, NOW, ['token.expired']],
    [null, NOW + 1, []],
    [30, NOW - 29, []],
    [30, NOW - 30, ['token.expired']],
    [0, NOW, ['token.expired']],
    [600, NOW - 59, []],
    [600, NOW - 60, ['token.expired']],
  ])('skew %s and exp %s', (allowedSkew, exp, expected) => {
    expect(codes({ ...world({ profile: { allowedSkew } }), claims: { exp } })).toEqual(expected);
  });

  test('age counts from iat, skew included', () => {
    const sides = world({ profile: { allowedAge: 50, allowedSkew: 10 } });
    expect(codes({ ...sides, claims: { iat: NOW - 60 } })).toEqual([]);
    expect(codes({ ...sides, claims: { iat: NOW - 61 } })).toEqual(['token.too_old']);
  });

  test('a time beyond every calendar is shown, not thrown at', () => {
    expect(codes({ claims: { nbf: 1e300 } })).toEqual(['token.not_yet_valid']);
  });
});
