import type { FindingCode } from '../../../../components/diagnose/catalogue';
import type { JwksFacts } from '../../../../components/diagnose/facts';
import type { Case } from './cases';
import { factsOf, healthyJwks, healthyManifest, healthyWorld, JWKS_URL, type WorldOverrides } from './world';

function broken(name: string, overrides: WorldOverrides, ...codes: FindingCode[]): Case {
  return { name, facts: factsOf(healthyWorld(overrides)), codes };
}

const loose = ['authorization_code', 'implicit', 'refresh_token', 'client_credentials'];

const CALLBACK = 'https://app.example.com/callback';
const LOCAL = 'http://localhost:3000/callback';
const withPeople = healthyManifest({
  clients: { web: { clientId: 'client-web', scopes: ['orders.read'], redirectUris: [CALLBACK, LOCAL] } },
});

const person = {
  clientId: 'client-web',
  grantTypes: ['authorization_code', 'refresh_token'],
  grantedScopes: ['orders.read'],
  redirectUris: [CALLBACK, LOCAL],
};

/** What is wrong in the identity provider: its API, clients and discovery document. */
export const IDENTITY_PROVIDER_CASES: readonly Case[] = [
  broken('no API', { api: null }, 'idp.api.missing'),
  broken('scope not in the API', { api: { scopes: ['admin.write'] } }, 'idp.scope.missing'),
  broken(
    'scope of the API that nobody declared',
    { api: { scopes: ['orders.read', 'admin.write', 'orders.write'] } },
    'idp.scope.undeclared',
  ),
  broken(
    'tokens for people of every application',
    { api: { userPolicy: 'allow_all' } },
    'idp.api.user_policy',
  ),
  broken('no tokens for people', { api: { userPolicy: 'deny_all' } }),
  broken(
    'no tokens for people who are to sign in',
    { manifest: withPeople, api: { userPolicy: 'deny_all' }, clients: { web: person } },
    'idp.api.user_policy',
  ),
  broken('API signs with HS256', { api: { signingAlgorithm: 'HS256' } }, 'idp.signing_algorithm'),
  broken('API signs with PS256', { api: { signingAlgorithm: 'PS256' } }, 'idp.signing_algorithm'),
  broken('RFC 9068 tokens', { api: { tokenDialect: 'rfc9068_profile' } }, 'idp.token_dialect'),
  broken(
    'RFC 9068 with permissions',
    { api: { tokenDialect: 'rfc9068_profile_authz' } },
    'idp.token_dialect',
  ),
  broken('no client', { clients: { backend: null } }, 'idp.client.missing'),
  broken('four grant types', { clients: { backend: { grantTypes: loose } } }, 'idp.client.grant_types'),
  broken('no grant type', { clients: { backend: { grantTypes: [] } } }, 'idp.client.grant_types'),
  ...(
    [
      ['an application for people', {}],
      ['one without refresh tokens', { grantTypes: ['authorization_code'] }],
      ['one that is a machine', { grantTypes: ['client_credentials'] }, 'idp.client.grant_types'],
      ['one with implicit too', { grantTypes: loose }, 'idp.client.grant_types'],
      ['one that lacks a redirect URI', { redirectUris: [CALLBACK] }, 'idp.client.redirect_uri_missing'],
      [
        'one with a slash more',
        { redirectUris: [`${CALLBACK}/`, LOCAL] },
        'idp.client.redirect_uri_missing',
        'idp.client.redirect_uri_undeclared',
      ],
      ['one whose redirect URIs were not looked at', { redirectUris: undefined }],
      ['one without a grant for users', { grantedScopes: null }, 'idp.grant.missing'],
    ] as readonly (readonly [string, NonNullable<WorldOverrides['clients']>[string], ...FindingCode[]])[]
  ).map(([name, web, ...codes]) => broken(name, { manifest: withPeople, clients: { web } }, ...codes)),
  broken(
    'a client of a killed run',
    { orphans: [{ clientId: 'client-twice', resource: 'orders-backend' }] },
    'idp.client.orphan',
  ),
  broken('no grant', { clients: { backend: { grantedScopes: null } } }, 'idp.grant.missing'),
  broken('grant lacks a scope', { clients: { backend: { grantedScopes: [] } } }, 'idp.grant.scope_missing'),
  broken(
    'grant has one scope more',
    { clients: { backend: { grantedScopes: ['orders.read', 'admin.write'] } } },
    'idp.grant.scope_undeclared',
  ),
  broken(
    'discovery names another issuer',
    { discovery: { issuer: 'https://login.example.com/' } },
    'idp.discovery.issuer',
  ),
  broken(
    'discovery names another JWKS URL',
    { discovery: { jwksUri: 'https://login.example.com/keys' } },
    'idp.discovery.jwks_url',
  ),
];

function keySet(name: string, jwks: Partial<JwksFacts>, ...codes: FindingCode[]): Case {
  return broken(name, { jwks }, ...codes);
}

const key = { kid: 'a', kty: 'RSA', use: 'sig', alg: 'RS256', bits: 2048 };
const failed = { keys: [], bytes: 0 };

/** What is wrong with the key set. */
export const JWKS_CASES: readonly Case[] = [
  keySet('unreachable', { ...failed, outcome: 'unreachable', detail: 'ECONNREFUSED' }, 'jwks.unreachable'),
  keySet('timeout', { ...failed, outcome: 'timeout', detail: '5 s' }, 'jwks.timeout'),
  keySet('untrusted', { ...failed, outcome: 'untrusted', detail: 'SELF_SIGNED' }, 'jwks.untrusted'),
  keySet('status', { ...failed, outcome: 'status', detail: '404' }, 'jwks.status'),
  keySet('sign-in', { ...failed, outcome: 'needs_sign_in', detail: '401' }, 'jwks.needs_sign_in'),
  keySet('redirect', { ...failed, outcome: 'redirect', detail: 'https://x.example.com' }, 'jwks.redirect'),
  keySet('not https', { ...failed, outcome: 'not_https' }, 'jwks.not_https'),
  keySet('not JSON', { ...failed, outcome: 'not_json', detail: 'text/html' }, 'jwks.not_json'),
  keySet('no keys member', { ...failed, outcome: 'no_keys_member' }, 'jwks.no_keys'),
  keySet('no keys', { keys: [] }, 'jwks.no_keys'),
  keySet('endless', { ...failed, outcome: 'too_large', bytes: 1_000_000 }, 'jwks.too_large'),
  keySet('over the limit of the settings', { bytes: 100_001 }, 'jwks.too_large'),
  keySet('over the limit of the guide', { bytes: 10_001 }, 'jwks.too_large'),
  keySet('EC only', { keys: [{ ...key, kty: 'EC', alg: 'ES256', bits: undefined }] }, 'jwks.no_usable_key'),
  keySet('for encryption only', { keys: [{ ...key, use: 'enc' }] }, 'jwks.no_usable_key'),
  keySet('PS256 only', { keys: [{ ...key, alg: 'PS256' }] }, 'jwks.no_usable_key'),
  keySet('no kid', { keys: [{ ...key, kid: undefined }] }, 'jwks.no_usable_key'),
  keySet('1024 bits', { keys: [{ ...key, bits: 1024 }] }, 'jwks.weak_key'),
  keySet('8192 bits beside a good one', { keys: [key, { ...key, kid: 'b', bits: 8192 }] }, 'jwks.weak_key'),
  {
    name: 'the declared set only is judged when the profile has another URL',
    facts: factsOf(
      healthyWorld({
        profile: { jwkUrl: 'https://tenant.us.auth0.com/.well-known/jwks.json' },
        jwks: [
          healthyJwks(JWKS_URL),
          {
            ...healthyJwks('https://tenant.us.auth0.com/.well-known/jwks.json'),
            outcome: 'status',
            keys: [],
          },
        ],
      }),
    ),
    codes: ['trust.jwks_url.host'],
  },
];
