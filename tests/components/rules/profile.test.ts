import { checkTrust } from '../../../components/rules/profile';

const good = {
  issuer: 'https://tenant.uk.auth0.com/',
  jwksUrl: 'https://tenant.uk.auth0.com/.well-known/jwks.json',
};

describe('the triple of the profile', () => {
  test('Auth0 carries the slash, Entra does not', () => {
    expect(checkTrust(good, 'required')).toEqual([]);
    expect(checkTrust(good, 'forbidden')[0]).toMatchObject({
      code: 'trust.issuer.trailing_slash',
      expected: '"https://tenant.uk.auth0.com"',
    });
    expect(checkTrust({ ...good, issuer: 'https://tenant.uk.auth0.com' }, 'required')[0]).toMatchObject({
      code: 'trust.issuer.trailing_slash',
      expected: '"https://tenant.uk.auth0.com/"',
    });
  });

  test('a JWKS URL must be https', () => {
    expect(checkTrust({ ...good, jwksUrl: 'http://tenant/keys' }, 'required')[0]).toMatchObject({
      code: 'trust.jwks_url.not_https',
      remedy: 'write "https://tenant/keys"',
    });
  });
});
