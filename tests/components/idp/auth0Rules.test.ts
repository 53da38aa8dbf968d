import { auth0 } from '../../../components/idp/auth0';
import { checkAuth0Settings, type Auth0Settings } from '../../../components/idp/auth0Rules';

describe('Auth0 settings', () => {
  test.each<[Auth0Settings, string[]]>([
    [{ domain: 'tenant.uk.auth0.com' }, []],
    [{ domain: 'localhost:8443' }, []],
    [{ domain: 'https://tenant.uk.auth0.com' }, ['auth0.domain.scheme']],
    [{ domain: 'https://tenant.uk.auth0.com/' }, ['auth0.domain.scheme']],
    [{ domain: 'tenant.uk.auth0.com/' }, ['auth0.domain.path']],
    [{ domain: 'tenant.uk.auth0.com ' }, ['auth0.domain.whitespace']],
    [{ domain: '' }, ['auth0.domain.empty']],
    [{ tokenDialect: 'access_token_authz' }, []],
    [{ tokenDialect: 'rfc9068_profile' }, ['auth0.token_dialect.at_jwt']],
    [{ tokenDialect: 'rfc9068_profile_authz' }, ['auth0.token_dialect.at_jwt']],
    [{ signingAlgorithm: 'RS512' }, []],
    [{ signingAlgorithm: 'HS256' }, ['auth0.signing_algorithm.refused']],
    [{ signingAlgorithm: 'PS256' }, ['auth0.signing_algorithm.refused']],
    [{ tokenLifetime: 0 }, ['auth0.token_lifetime.range']],
    [{ tokenLifetime: 2_592_001 }, ['auth0.token_lifetime.range']],
  ])('%j gives %j', (settings, codes) => {
    expect(checkAuth0Settings(settings).map((problem) => problem.code)).toEqual(codes);
  });

  test('the expected domain is the bare host', () => {
    expect(checkAuth0Settings({ domain: 'https://tenant.uk.auth0.com/x' })[0]?.expected).toBe(
      '"tenant.uk.auth0.com"',
    );
  });
});

describe('roleClaim', () => {
  const request = { scopes: [{ name: 'orders.read', description: undefined }], clients: {} };
  const provider = (roleClaim?: string) =>
    auth0({ domain: 'tenant.uk.auth0.com', ...(roleClaim !== undefined && { roleClaim }) });

  test('makes it role mode', () => {
    expect(provider().authorisation(request)).toEqual({ mode: 'scope' });
    expect(provider('/roles').authorisation(request)).toEqual({ mode: 'role', roleClaim: '/roles' });
  });

  test.each([
    ['/roles', []],
    ['/https:~1~1api.example.com~1roles', []],
    ['roles', ['trust.role_claim.not_a_pointer']],
    ['/roles~', ['trust.role_claim.not_a_pointer']],
    ['/roles ', ['trust.role_claim.whitespace']],
  ])('%s is a pointer or not', (roleClaim, codes) => {
    const problems = provider(roleClaim).check('orders', request);
    expect(problems.map(({ code }) => code)).toEqual(codes);
    for (const { field } of problems) expect(field).toBe('identityProvider.roleClaim');
  });
});
