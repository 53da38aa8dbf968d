import type { RefusalCase } from './refusalCases';
import type { RefusalOverrides } from './refusals';
import {
  DOMAIN_URL,
  healthyJwks,
  healthyWorld,
  OCI_AUDIENCE,
  OCI_ISSUER,
  OCI_JWKS_URL,
  ociManifest,
  ociRoleManifest,
  type WorldOverrides,
} from './world';

const KID = 'SIGNING_KEY';
const keys = {
  ...healthyJwks(OCI_JWKS_URL),
  keys: [{ kid: KID, kty: 'RSA', use: undefined, alg: 'RS256', bits: 2048 }],
};
const world = (sides: WorldOverrides = {}) => ({
  api: healthyWorld({ manifest: ociManifest(), jwks: [keys], ...sides }),
});
const byGroups = (sides: WorldOverrides = {}) => world({ manifest: ociRoleManifest(), ...sides });

/** A token as a domain writes it (facts/oci-iam.md 2.3), for a machine. */
const TOKEN = {
  header: { kid: KID, typ: undefined },
  claims: {
    iss: OCI_ISSUER,
    aud: OCI_AUDIENCE,
    sub: 'client-backend',
    client_id: 'client-backend',
    azp: undefined,
    gty: undefined,
    sub_type: 'client',
    tok_type: 'AT',
  },
};
const token = (sides: Pick<RefusalOverrides, 'api'>, change: RefusalOverrides = {}): RefusalOverrides => ({
  ...sides,
  ...change,
  header: { ...TOKEN.header, ...change.header },
  claims: { ...TOKEN.claims, ...change.claims },
});
const person = {
  claims: { sub: 'demo', sub_type: 'user', client_id: 'client-web', iam_groups: ['orders.read_readers'] },
};
const closed = {
  jwks: { ...keys, outcome: 'needs_sign_in' as const, detail: '401', keys: [] },
};

/** Calls with a token of an identity domain, and what is named for them. */
export const OCI_IAM_REFUSALS: readonly RefusalCase[] = [
  ['nothing wrong that can be read', token(world()), ['jwks.cached_key', 'ords.pool.suspected']],
  ['the same with 403', token(world(), { status: 403 }), ['ords.pool.suspected']],
  [
    'keys that are not public, before what is wrong with token and profile',
    token(world({ ...closed, profile: null, jwks: [closed.jwks] }), {
      form: 'opaque',
    }),
    ['jwks.needs_sign_in', 'token.opaque', 'ords.profile.missing'],
  ],
  [
    'a signature by the key of before a rotation',
    token(world(), { signature: 'invalid' }),
    ['token.signature'],
  ],
  ['an ID token', token(world(), { claims: { tok_type: 'IT' } }), ['token.id_token']],
  [
    'an ID token by its audiences',
    token(world(), { claims: { aud: [OCI_ISSUER, 'client-backend'] } }),
    ['token.id_token'],
  ],
  ['a token for another resource app', token(world(), { claims: { aud: 'hr/' } }), ['token.audience']],
  [
    'a token for the domain itself',
    token(world(), { claims: { aud: `${DOMAIN_URL}:443` } }),
    ['token.audience'],
  ],
  [
    'a token for every resource',
    token(world(), { claims: { aud: 'urn:opc:resource:scope:account' } }),
    ['token.audience'],
  ],
  [
    'a token of an app with secondary audiences',
    token(world({ api: { secondaryAudiences: ['hr/'] } }), { claims: { aud: [OCI_AUDIENCE, 'hr/'] } }),
    ['token.audience_array', 'idp.api.secondary_audiences'],
  ],
  ['an audience without its slash', token(world(), { claims: { aud: 'ords' } }), ['token.audience']],
  [
    'the fully qualified scope in the token',
    token(world(), { claims: { scope: 'ords/orders.read' } }),
    ['token.scope'],
  ],
  [
    'an app that was deactivated after the token was issued',
    token(world({ api: { active: false } })),
    ['idp.api.inactive', 'jwks.cached_key', 'ords.pool.suspected'],
  ],
  [
    'no token: the app is not active',
    token(world({ api: { active: false } }), { form: 'empty' }),
    ['idp.api.inactive', 'token.empty'],
  ],
  ['a machine in role mode', token(byGroups()), ['token.roles']],
  [
    'a person without the group',
    token(byGroups(), { claims: { ...person.claims, iam_groups: ['others'] } }),
    ['token.roles'],
  ],
  ['a person with the group', token(byGroups(), person), ['jwks.cached_key', 'ords.pool.suspected']],
  [
    'a person without the claim, since the domain has none',
    token(byGroups({ claims: [] }), { claims: { ...person.claims, iam_groups: undefined } }),
    ['idp.claim.missing'],
  ],
];
