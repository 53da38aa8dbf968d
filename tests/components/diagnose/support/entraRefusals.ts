import {
  ENTRA_AUDIENCE,
  ENTRA_ISSUER,
  entraManifest,
  entraWorld,
  inDays,
  PEOPLE,
  TENANT,
  type EntraOverrides,
} from './entraWorld';
import type { RefusalCase } from './refusalCases';
import type { RefusalOverrides } from './refusals';
import { healthyJwks, NOW } from './world';

/** A token of the machine `backend` as a directory writes it, 10 seconds old (facts/entra.md 2.2). */
function call(change: RefusalOverrides = {}, sides: EntraOverrides = {}): RefusalOverrides {
  return {
    api: entraWorld(sides),
    ...change,
    claims: {
      iss: ENTRA_ISSUER,
      aud: ENTRA_AUDIENCE,
      azp: 'client-backend',
      oid: 'principal-backend',
      sub: 'principal-backend',
      tid: TENANT,
      iat: NOW - 310,
      nbf: NOW - 310,
      exp: NOW + 3590,
      roles: ['orders.read'],
      ver: '2.0',
      scope: undefined,
      gty: undefined,
      ...change.claims,
    },
  };
}

const VERSION_1 = {
  iss: `https://sts.windows.net/${TENANT}/`,
  azp: undefined,
  appid: 'client-backend',
  ver: '1.0',
};
const blind = { state: 'skipped', reason: 'no credentials' } as const;
/** Nothing of the directory was read. */
function unseen(overrides: RefusalOverrides): RefusalOverrides {
  const { api } = overrides;
  if (!api) throw new Error('a call has sides');
  const { discovery, jwks } = api.identityProvider;
  return {
    ...overrides,
    api: { ...api, identityProvider: { discovery, jwks, api: blind, clients: blind, orphans: blind } },
  };
}
const OTHER_KEY = { header: { kid: 'own' }, signature: 'unchecked' } as const;
const person = { azp: 'client-web', scp: 'orders.read', roles: undefined };
const WRITE = { value: 'admin.write', enabled: true, memberTypes: ['Application'] };
const people = entraManifest({ clients: PEOPLE });

/** Calls with a token of a directory, and what is named for them. */
export const ENTRA_REFUSALS: readonly RefusalCase[] = [
  ['nothing wrong that can be read', call(), ['ords.pool.suspected']],
  [
    'a token of version 1, asked for by client id',
    call({ claims: VERSION_1 }, { entra: { tokenVersion: 1 } }),
    ['idp.api.token_version'],
  ],
  [
    'a token of version 1, asked for by identifier URI',
    call({ claims: { ...VERSION_1, aud: `api://${ENTRA_AUDIENCE}` } }, { entra: { tokenVersion: 1 } }),
    ['idp.api.token_version'],
  ],
  [
    'a token of version 1, the directory not read',
    unseen(call({ claims: { ...VERSION_1, aud: `api://${ENTRA_AUDIENCE}` } })),
    ['idp.api.token_version'],
  ],
  [
    'a token of version 1 from before the API was set to version 2',
    call({ claims: VERSION_1 }),
    ['idp.api.token_version'],
  ],
  [
    'a token of version 1 for another API',
    unseen(call({ claims: { ...VERSION_1, aud: 'https://graph.microsoft.com' } })),
    ['token.audience'],
  ],
  [
    'a token of version 2 from before the API was set to version 1',
    call({}, { entra: { tokenVersion: 1 } }),
    ['idp.api.token_version', 'ords.pool.suspected'],
  ],
  [
    'no role assigned',
    call({ claims: { roles: undefined } }, { clients: { backend: { grantedScopes: null } } }),
    ['idp.grant.missing'],
  ],
  [
    'no role in the token, the directory not read',
    unseen(call({ claims: { roles: undefined } })),
    ['token.roles'],
  ],
  ['no role in a token of before the assignment', call({ claims: { roles: undefined } }), ['token.roles']],
  [
    'a role that no machine can have',
    call(
      { claims: { roles: undefined } },
      {
        entra: { roles: [{ value: 'orders.read', enabled: true, memberTypes: ['User'] }, WRITE] },
        clients: { backend: { grantedScopes: null } },
      },
    ),
    ['idp.role.member_types', 'idp.grant.missing'],
  ],
  ['a person without a role', call({ claims: person }, { manifest: people }), ['token.roles']],
  [
    'a key of the application’s own, by its key set',
    { ...unseen(call(OTHER_KEY)), applicationKeys: { ...healthyJwks('x'), keys: [key('own')] } },
    ['idp.api.own_key'],
  ],
  [
    'a key that is in neither key set',
    { ...unseen(call(OTHER_KEY)), applicationKeys: { ...healthyJwks('x'), keys: [key('else')] } },
    ['token.kid_unknown'],
  ],
  [
    'a key of the application’s own, by the application',
    call(OTHER_KEY, { entra: { ownKey: 'accepts mapped claims' } }),
    ['idp.api.own_key'],
  ],
  [
    'mapped claims, and a token that is signed with a common key',
    call({}, { entra: { ownKey: 'accepts mapped claims' } }),
    ['idp.api.own_key', 'ords.pool.suspected'],
  ],
  [
    'an age that a fresh token has already',
    call({}, { profile: { allowedAge: 300 } }),
    ['ords.profile.age_backdated'],
  ],
  [
    'a secret that has ended, and no token',
    call({ form: 'empty' }, { backend: { secretEnds: [inDays(-1)] } }),
    ['idp.client.secret_expired', 'token.empty'],
  ],
  [
    'no service principal, and no token',
    call({ form: 'empty' }, { entra: { principal: null } }),
    ['idp.api.no_principal', 'token.empty'],
  ],
  [
    'a token for Microsoft Graph',
    call({ claims: { aud: 'https://graph.microsoft.com' } }),
    ['token.audience'],
  ],
  [
    'the identifier URI as audience of the profile',
    call({}, { profile: { audience: `api://${ENTRA_AUDIENCE}` } }),
    ['trust.audience.different'],
  ],
  [
    'an issuer with a slash in the profile',
    call({}, { profile: { issuer: `${ENTRA_ISSUER}/` } }),
    ['trust.issuer.slash'],
  ],
];

function key(kid: string) {
  return { kid, kty: 'RSA', use: 'sig', alg: undefined, bits: 2048 };
}
