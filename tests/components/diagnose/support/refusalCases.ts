import type { FindingCode } from '../../../../components/diagnose/catalogue';
import type { RefusalOverrides } from './refusals';
import {
  AUDIENCE,
  healthyManifest,
  healthyWorld,
  ISSUER,
  JWKS_URL,
  NOW,
  strangeSchema,
  type WorldOverrides,
} from './world';

export type RefusalCase = readonly [name: string, overrides: RefusalOverrides, codes: readonly FindingCode[]];

export const world = (sides: WorldOverrides): Pick<RefusalOverrides, 'api'> => ({ api: healthyWorld(sides) });
export const roleMode = healthyManifest({ authorisation: { mode: 'role', roleClaim: '/realm/roles' } });
export const ROOT = 'https://db.example.com/ords';
export const OTHER_ISSUER = 'https://tenant.us.auth0.com/';

/** Faults of the token itself, on two sides that agree. */
export const TOKEN_CASES: readonly RefusalCase[] = [
  ['empty', { form: 'empty' }, ['token.empty']],
  ['opaque', { form: 'opaque' }, ['token.opaque']],
  ['encrypted', { form: 'encrypted' }, ['token.encrypted']],
  ['malformed', { form: 'malformed' }, ['token.malformed']],
  ['too large', { form: 'too_large' }, ['token.too_large']],
  ['ID token by its audience', { claims: { aud: 'client-backend', scope: undefined } }, ['token.id_token']],
  ['ID token by its nonce', { claims: { nonce: 'n' } }, ['token.id_token']],
  ['ID token by at_hash', { claims: { at_hash: 'h' } }, ['token.id_token']],
  ['typ at+jwt', { header: { typ: 'at+jwt' } }, ['token.typ']],
  ['no kid', { header: { kid: undefined } }, ['token.kid_missing']],
  ['empty kid', { header: { kid: '' } }, ['token.kid_missing']],
  ['unknown kid', { header: { kid: 'old' }, signature: 'unchecked' }, ['token.kid_unknown']],
  ['other issuer', { claims: { iss: OTHER_ISSUER } }, ['token.issuer']],
  ['other audience', { claims: { aud: 'https://api.example.com/x' } }, ['token.audience']],
  ['audience slash', { claims: { aud: `${AUDIENCE}/` } }, ['token.audience']],
  ['audience array', { claims: { aud: [AUDIENCE, `${ISSUER}userinfo`] } }, ['token.audience_array']],
  ['audience array of one', { claims: { aud: [AUDIENCE] } }, ['token.audience_array']],
  ['audience array of others', { claims: { aud: ['x', 'y'] } }, ['token.audience_array', 'token.audience']],
  ['HS256', { header: { alg: 'HS256' }, signature: 'invalid' }, ['token.algorithm']],
  ['alg none', { header: { alg: 'none' } }, ['token.algorithm']],
  ['PS256', { header: { alg: 'PS256' } }, ['token.algorithm']],
  ['altered', { signature: 'invalid' }, ['token.signature']],
  ['no sub', { claims: { sub: undefined } }, ['token.claim_missing']],
  ['no iat', { claims: { iat: undefined } }, ['token.claim_missing']],
  ['exp as a text', { claims: { exp: '1750003540' } }, ['token.claim_missing']],
  ['no aud', { claims: { aud: undefined } }, ['token.claim_missing']],
  ['no iss', { claims: { iss: undefined } }, ['token.claim_missing']],
  ['expired', { claims: { exp: NOW } }, ['token.expired']],
  ['nbf ahead', { claims: { nbf: NOW + 1 } }, ['token.not_yet_valid']],
  ['iat ahead', { claims: { iat: NOW + 1 } }, ['token.not_yet_valid']],
  ['no scope', { claims: { scope: undefined } }, ['token.scope_missing']],
  ['empty scope', { claims: { scope: '' } }, ['token.scope_missing']],
  ['other scope', { claims: { scope: 'admin.write' } }, ['token.scope']],
  ['scope by case', { claims: { scope: 'Orders.Read' } }, ['token.scope']],
  ['wrong scope with 403', { claims: { scope: 'admin.write' }, status: 403 }, ['token.scope']],
  [
    'no role',
    {
      ...world({ manifest: roleMode }),
      claims: { realm: { roles: ['stranger'] } },
    },
    ['token.roles'],
  ],
  ['no role claim', { ...world({ manifest: roleMode }) }, ['token.roles']],
  [
    'role claim that is no list',
    { ...world({ manifest: roleMode }), claims: { realm: { roles: '' } } },
    ['token.roles'],
  ],
  [
    'several faults, along the chain',
    { header: { typ: 'at+jwt' }, claims: { iss: OTHER_ISSUER, aud: 'x', exp: NOW - 1, scope: 'x' } },
    ['token.typ', 'token.issuer', 'token.audience', 'token.expired', 'token.scope'],
  ],
];

const NOTHING_WRONG: readonly FindingCode[] = ['ords.pool.suspected'];

/** Where the URL leads, and what the two sides have to do with it. */
export const CALL_CASES: readonly RefusalCase[] = [
  ['refused with 401 although everything agrees', {}, NOTHING_WRONG],
  ['refused with 403 although everything agrees', { status: 403 }, NOTHING_WRONG],
  ['answered', { status: 200 }, []],
  ['not found', { url: `${ROOT}/ordsdemo/invoices/`, status: 404 }, ['ords.module.not_found']],
  ['no such template', { url: `${ROOT}/ordsdemo/orders/7/lines` }, ['ords.module.not_found']],
  ['alias by case', { url: `${ROOT}/ORDSDEMO/orders/` }, ['ords.schema.alias']],
  ['unknown alias', { url: `${ROOT}/hr/orders/` }, ['ords.schema.alias']],
  ['no alias', { url: ROOT }, ['ords.schema.alias']],
  [
    'alias of another schema',
    { ...world({ otherSchemas: [strangeSchema({ alias: 'hr' })] }), url: `${ROOT}/hr/orders/` },
    ['ords.profile.other_schema'],
  ],
  ['alias behind a pool', { url: `${ROOT}/pool1/ordsdemo/orders/` }, NOTHING_WRONG],
  ['another host name', { url: 'https://api.example.com/ords/ordsdemo/orders/1' }, NOTHING_WRONG],
  ['encoded path and query', { url: `${ROOT}/ordsdemo/%6frders/1?q=%7B%7D` }, NOTHING_WRONG],
  [
    'live alias is another, the URL follows the values',
    world({ schema: { alias: 'demo' } }),
    ['ords.schema.alias'],
  ],
  [
    'live alias is another, the URL is right',
    { ...world({ schema: { alias: 'demo' } }), url: `${ROOT}/demo/orders/` },
    ['ords.schema.alias', 'ords.pool.suspected'],
  ],
  ['schema not enabled', world({ schema: { enabled: false, alias: null } }), ['ords.schema.not_enabled']],
  ['no profile', world({ profile: null }), ['ords.profile.missing']],
  ['module missing', world({ modules: { orders: null } }), ['ords.module.missing']],
  ['module moved', world({ modules: { orders: { basePath: '/order/' } } }), ['ords.module.base_path']],
  [
    'module not published',
    world({ modules: { orders: { status: 'NOT_PUBLISHED' } } }),
    ['ords.module.not_published'],
  ],
  [
    'an unpublished module at the same path is not the one that answers',
    {
      ...world({
        modules: {
          orders: null,
          draft: { basePath: '/orders/', status: 'NOT_PUBLISHED' },
          live: { basePath: '/orders/' },
        },
        privileges: { 'orders.read': { modules: ['orders', 'live'] } },
      }),
      claims: { scope: 'x' },
    },
    ['token.scope'],
  ],
  ['answers without a token', { openStatus: 200, status: 200 }, ['ords.module.public']],
  ['is public', world({ privileges: { 'orders.read': { modules: [] } } }), ['ords.module.public']],
];

/** A difference between the sides is named instead of what it does to the token. */
export const CAUSE_CASES: readonly RefusalCase[] = [
  ['issuer of the profile', world({ profile: { issuer: ISSUER.slice(0, -1) } }), ['trust.issuer.slash']],
  [
    'issuer of the profile, token of a third issuer',
    { ...world({ profile: { issuer: ISSUER.slice(0, -1) } }), claims: { iss: OTHER_ISSUER } },
    ['trust.issuer.slash', 'token.issuer'],
  ],
  [
    'audience of the profile',
    world({ profile: { audience: `${AUDIENCE} ` } }),
    ['trust.audience.whitespace'],
  ],
  [
    'JWKS URL of the profile has other keys',
    {
      ...world({
        profile: { jwkUrl: `${OTHER_ISSUER}keys` },
        jwks: [keysAt(JWKS_URL, 'key-1'), keysAt(`${OTHER_ISSUER}keys`, 'key-9')],
      }),
      signature: 'unchecked',
    },
    ['trust.jwks_url.different'],
  ],
  [
    'keys need a sign-in',
    { ...world({ jwks: { outcome: 'needs_sign_in', keys: [] } }), signature: 'unchecked' },
    ['jwks.needs_sign_in'],
  ],
  [
    'JWKS URL of the profile has other keys, and so has the declared one',
    {
      ...world({
        profile: { jwkUrl: `${OTHER_ISSUER}keys` },
        jwks: [keysAt(JWKS_URL, 'key-8'), keysAt(`${OTHER_ISSUER}keys`, 'key-9')],
      }),
      signature: 'unchecked',
    },
    ['trust.jwks_url.different', 'token.kid_unknown'],
  ],
  [
    'JWKS URL of the profile has another key of the same name',
    { ...world({ profile: { jwkUrl: `${OTHER_ISSUER}keys` } }), signature: 'invalid' },
    ['trust.jwks_url.different', 'token.signature'],
  ],
  [
    'dialect of the API',
    { ...world({ api: { tokenDialect: 'rfc9068_profile' } }), header: { typ: 'at+jwt' } },
    ['idp.token_dialect'],
  ],
  [
    'algorithm of the API',
    { ...world({ api: { signingAlgorithm: 'HS256' } }), header: { alg: 'HS256' }, signature: 'unchecked' },
    ['idp.signing_algorithm'],
  ],
  [
    'grant without the scope',
    { ...world({ clients: { backend: { grantedScopes: [] } } }), claims: { scope: undefined } },
    ['idp.grant.scope_missing'],
  ],
  [
    'scope not in the API',
    { ...world({ api: { scopes: ['admin.write'] } }), claims: { scope: 'admin.write' } },
    ['idp.scope.missing'],
  ],
  [
    'privilege by case',
    world({ privileges: { 'orders.read': null, 'Orders.Read': { modules: ['orders'] } } }),
    ['ords.privilege.spelling'],
  ],
  [
    'module under another privilege',
    world({ privileges: { 'orders.read': { modules: [] }, stranger: { modules: ['orders'] } } }),
    ['ords.module.other_privilege'],
  ],
  ['profile in role mode', world({ profile: { roleClaim: '/roles' } }), ['ords.profile.mode']],
  [
    'no client, and so no token',
    { ...world({ clients: { backend: null } }), form: 'empty' },
    ['idp.client.missing', 'token.empty'],
  ],
  [
    'age of the profile',
    { ...world({ profile: { allowedAge: 30 } }) },
    ['token.too_old', 'ords.profile.age_too_small'],
  ],
];

function keysAt(url: string, kid: string) {
  return {
    url,
    outcome: 'keys' as const,
    detail: undefined,
    bytes: 900,
    keys: [{ kid, kty: 'RSA', use: 'sig', alg: 'RS256', bits: 2048 }],
  };
}
