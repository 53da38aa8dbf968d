import type { BrokenConfiguration } from '../support/configuration';
import { BY_SCOPE } from '../support/identityProviders/identityProvider';
import { ROLE_MODE } from '../support/shape';

const MEGABYTES = 2 * 1024 * 1024;

/** The trust is right; the token is not. facts/ords.md 8 and 13. */
export const TOKEN: readonly BrokenConfiguration[] = [
  {
    name: 'an empty bearer token: the variable was not set',
    seen: 401,
    finding: 'token.empty',
    token: () => '',
  },
  {
    name: 'an opaque token: no audience was requested',
    seen: 401,
    finding: 'token.opaque',
    // A domain issues neither this nor the next.
    providers: ['auth0'],
    token: { form: 'opaque' },
  },
  {
    name: 'an encrypted token',
    seen: 401,
    finding: 'token.encrypted',
    providers: ['auth0'],
    token: { form: 'encrypted' },
  },
  {
    name: 'a token that was cut off in copying',
    seen: 401,
    finding: 'token.malformed',
    token: async (place) => {
      const token = await place.mint();
      return token.slice(0, token.lastIndexOf('.'));
    },
  },
  {
    name: 'something else in three parts',
    seen: 401,
    finding: 'token.malformed',
    token: () => 'not.a.token',
  },
  {
    name: 'a token of 2 MB',
    seen: 431,
    finding: 'token.too_large',
    token: () => 'x'.repeat(MEGABYTES),
  },
  {
    name: 'an ID token instead of the access token',
    seen: 401,
    finding: 'token.id_token',
    token: (place) =>
      place.mint({
        audience: place.login.clientId,
        sub: 'auth0|0123456789',
        claims: { nonce: 'n-0S6_WzA2Mj', at_hash: 'MTIzNDU2Nzg5MDEyMzQ1Ng', scope: null },
      }),
  },
  { name: 'a token of typ at+jwt', seen: 401, finding: 'token.typ', token: { typ: 'at+jwt' } },
  { name: 'a token without kid', seen: 401, finding: 'token.kid_missing', token: { kid: null } },
  { name: 'a token of an unknown kid', seen: 401, finding: 'token.kid_unknown', token: { kid: 'elsewhere' } },
  {
    name: 'an issuer without its slash in the token',
    providers: BY_SCOPE,
    seen: 401,
    finding: 'token.issuer',
    token: (place) => place.mint({ issuer: place.bench.issuer.slice(0, -1) }),
  },
  {
    name: 'a token that names another tenant as its issuer',
    seen: 401,
    finding: 'token.issuer',
    token: { issuer: 'https://other.eu.auth0.com/' },
  },
  {
    name: 'a token for another API',
    seen: 401,
    finding: 'token.audience',
    token: { audience: 'https://api.example.com/another' },
  },
  {
    name: 'an audience with a slash more in the token',
    seen: 401,
    finding: 'token.audience',
    token: (place) => place.mint({ audience: `${place.audience}/` }),
  },
  {
    name: 'several audiences in the token: openid was requested too',
    seen: 401,
    finding: 'token.audience_array',
    token: (place) => place.mint({ audience: [place.audience, `${place.bench.issuer}userinfo`] }),
  },
  { name: 'a token signed with PS256', seen: 401, finding: 'token.algorithm', token: { alg: 'PS256' } },
  {
    name: 'a token signed with HS256 and the public key as its secret',
    seen: 401,
    finding: 'token.algorithm',
    token: { alg: 'HS256' },
  },
  { name: 'a token signed with ES256', seen: 401, finding: 'token.algorithm', token: { alg: 'ES256' } },
  { name: 'a token of alg none', seen: 401, finding: 'token.algorithm', token: { alg: 'none' } },
  {
    name: 'claims that were changed after signing',
    seen: 401,
    finding: 'token.signature',
    token: { altered: true },
  },
  {
    name: 'a token without sub',
    seen: 401,
    finding: 'token.claim_missing',
    token: { claims: { sub: null } },
  },
  {
    name: 'a token without iat',
    seen: 401,
    finding: 'token.claim_missing',
    token: { claims: { iat: null } },
  },
  {
    name: 'a token without exp',
    seen: 401,
    finding: 'token.claim_missing',
    token: { claims: { exp: null } },
  },
  {
    name: 'a token without aud',
    seen: 401,
    finding: 'token.claim_missing',
    token: { claims: { aud: null } },
  },
  {
    name: 'a token that has expired',
    seen: 401,
    finding: 'token.expired',
    token: { issuedAgo: 7200, expiresIn: -3600 },
  },
  {
    name: 'a token that is valid from tomorrow',
    seen: 401,
    finding: 'token.not_yet_valid',
    token: { notBefore: 86_000 },
  },
  {
    name: "the identity provider's clock is 30 s ahead, and no skew is allowed",
    seen: 401,
    finding: 'token.not_yet_valid',
    token: { issuedAgo: -30 },
  },
  {
    name: 'a token that is older than the profile allows',
    seen: 401,
    finding: 'token.too_old',
    shape: { allowedAge: 3600, tokenLifetime: 3600 },
    token: { issuedAgo: 4000, expiresIn: 3600 },
  },
  {
    name: 'a token without any scope',
    providers: BY_SCOPE,
    seen: 401,
    finding: 'token.scope_missing',
    token: { claims: { scope: null } },
  },
  {
    name: 'a token with another scope',
    providers: BY_SCOPE,
    seen: 401,
    finding: 'token.scope',
    token: { scope: 'invoices.read' },
  },
  {
    name: 'a scope that carries the audience in front',
    providers: BY_SCOPE,
    seen: 401,
    finding: 'token.scope',
    token: (place) => place.mint({ scope: `${place.audience.replace(/\/$/, '')}/orders.read` }),
  },
  {
    name: 'role mode: a token with another role',
    seen: 401,
    finding: 'token.roles',
    shape: ROLE_MODE,
    token: { claims: { roles: ['orders_writer'] } },
  },
  {
    name: 'role mode: a token without the claim',
    seen: 401,
    finding: 'token.roles',
    shape: ROLE_MODE,
    token: { claims: { roles: null } },
  },
];
