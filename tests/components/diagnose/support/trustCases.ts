import type { FindingCode } from '../../../../components/diagnose/catalogue';
import type { ProfileFacts } from '../../../../components/diagnose/facts';
import type { Case } from './cases';
import { AUDIENCE, factsOf, healthyManifest, healthyWorld, ISSUER, JWKS_URL, strangeSchema } from './world';

function profile(name: string, change: Partial<ProfileFacts> | null, ...codes: FindingCode[]): Case {
  return { name, facts: factsOf(healthyWorld({ profile: change })), codes };
}

const ZERO_WIDTH = '\u200b';

/** Issuer, audience and JWKS URL of the profile against those of the values. */
export const TRUST_CASES: readonly Case[] = [
  profile('issuer slash', { issuer: ISSUER.slice(0, -1) }, 'trust.issuer.slash'),
  profile('issuer case', { issuer: ISSUER.replace('tenant', 'Tenant') }, 'trust.issuer.case'),
  profile('issuer white space', { issuer: `${ISSUER} ` }, 'trust.issuer.whitespace'),
  profile('issuer invisible', { issuer: `${ISSUER}${ZERO_WIDTH}` }, 'trust.issuer.invisible'),
  profile('issuer port', { issuer: ISSUER.replace('.com', '.com:443') }, 'trust.issuer.port'),
  profile('issuer region', { issuer: ISSUER.replace('.eu.', '.us.') }, 'trust.issuer.host'),
  profile('issuer', { issuer: 'urn:somebody' }, 'trust.issuer.different'),
  profile('audience slash', { audience: `${AUDIENCE}/` }, 'trust.audience.slash'),
  profile('audience case', { audience: AUDIENCE.toUpperCase() }, 'trust.audience.case'),
  profile('audience white space', { audience: ` ${AUDIENCE}` }, 'trust.audience.whitespace'),
  profile('audience invisible', { audience: `\ufeff${AUDIENCE}` }, 'trust.audience.invisible'),
  profile('audience port', { audience: AUDIENCE.replace('.com', '.com:443') }, 'trust.audience.port'),
  profile('audience host', { audience: AUDIENCE.replace('.com', '.org') }, 'trust.audience.host'),
  profile('audience', { audience: 'https://api.example.com/invoices' }, 'trust.audience.different'),
  profile('JWKS URL slash', { jwkUrl: `${JWKS_URL}/` }, 'trust.jwks_url.slash'),
  profile('JWKS URL case', { jwkUrl: JWKS_URL.replace('jwks', 'JWKS') }, 'trust.jwks_url.case'),
  profile('JWKS URL white space', { jwkUrl: `${JWKS_URL}\n` }, 'trust.jwks_url.whitespace'),
  profile('JWKS URL invisible', { jwkUrl: `${JWKS_URL}\u00a0` }, 'trust.jwks_url.invisible'),
  profile('JWKS URL port', { jwkUrl: JWKS_URL.replace('.com', '.com:443') }, 'trust.jwks_url.port'),
  profile('JWKS URL host', { jwkUrl: JWKS_URL.replace('.eu.', '.us.') }, 'trust.jwks_url.host'),
  profile('JWKS URL', { jwkUrl: 'https://tenant.eu.auth0.com/keys' }, 'trust.jwks_url.different'),
];

const roles = healthyManifest({ authorisation: { mode: 'role', roleClaim: '/roles' } });
const aged = (allowedAge: number | null) =>
  healthyManifest({ ords: { ...healthyManifest().ords, jwtProfile: { allowedSkew: 30, allowedAge } } });
const invoices = healthyManifest({ api: 'invoices', audience: 'https://api.example.com/invoices' });
const live = healthyWorld({ schema: { alias: 'elsewhere' } });
const strayed = healthyWorld({
  profile: null,
  otherSchemas: [
    strangeSchema({
      profile: {
        issuer: ISSUER,
        audience: AUDIENCE,
        jwkUrl: JWKS_URL,
        description: null,
        allowedSkew: null,
        allowedAge: null,
        roleClaim: null,
      },
    }),
  ],
});

/** The profile itself: where it is, in which mode, and what it says of time. */
export const PROFILE_CASES: readonly Case[] = [
  profile('none', null, 'ords.profile.missing'),
  { name: 'in another schema', facts: factsOf(strayed), codes: ['ords.profile.other_schema'] },
  {
    name: 'the alias of the values selects another schema',
    facts: factsOf(
      healthyWorld({ schema: { alias: 'demo' }, otherSchemas: [strangeSchema({ alias: 'ordsdemo' })] }),
    ),
    codes: ['ords.profile.other_schema'],
  },
  {
    name: 'two APIs on one schema, the profile is that of the first',
    facts: factsOf(
      healthyWorld(),
      healthyWorld({ manifest: invoices, profile: { audience: AUDIENCE, issuer: ISSUER } }),
    ),
    codes: ['ords.profile.contested', 'ords.profile.contested'],
  },
  profile('role mode instead of scope mode', { roleClaim: '/roles' }, 'ords.profile.mode'),
  {
    name: 'scope mode instead of role mode',
    facts: factsOf(healthyWorld({ manifest: roles, profile: { roleClaim: null } })),
    codes: ['ords.profile.mode'],
  },
  {
    name: 'another role claim',
    facts: factsOf(healthyWorld({ manifest: roles, profile: { roleClaim: '/groups' } })),
    codes: ['ords.profile.mode'],
  },
  profile('skew 0', { allowedSkew: 0 }, 'ords.profile.skew_zero'),
  profile('skew below 0', { allowedSkew: -1 }, 'ords.profile.skew_zero'),
  profile('skew above 60', { allowedSkew: 61 }, 'ords.profile.skew_too_large'),
  profile('skew that nobody declared', { allowedSkew: 60 }, 'ords.profile.skew'),
  {
    name: 'declared skew is not there',
    facts: factsOf(healthyWorld({ manifest: aged(null), profile: { allowedSkew: null } })),
    codes: ['ords.profile.skew'],
  },
  profile('age that nobody declared', { allowedAge: 7200 }, 'ords.profile.age'),
  profile('age 0 is not null', { allowedAge: 0 }, 'ords.profile.age'),
  profile('age shorter than a token', { allowedAge: 60 }, 'ords.profile.age_too_small'),
  {
    name: 'declared age shorter than a token',
    facts: factsOf(healthyWorld({ manifest: aged(60), api: { tokenLifetime: 3600 } })),
    codes: ['ords.profile.age_too_small'],
  },
];

/** The schema and what surrounds it. */
export const SCHEMA_CASES: readonly Case[] = [
  {
    name: 'not enabled: nothing else is said of it',
    facts: factsOf(
      healthyWorld({ schema: { enabled: false, alias: null, modules: [], privileges: [], profile: null } }),
    ),
    codes: ['ords.schema.not_enabled'],
  },
  {
    name: 'not in the catalogue',
    facts: factsOf(healthyWorld({ ords: { schemas: {} } })),
    codes: ['ords.schema.not_enabled'],
  },
  {
    name: 'not enabled, and its profile trusts another',
    facts: factsOf(healthyWorld({ schema: { enabled: false, alias: null }, profile: { issuer: 'urn:x' } })),
    codes: ['trust.issuer.different', 'ords.schema.not_enabled'],
  },
  { name: 'another alias', facts: factsOf(live), codes: ['ords.schema.alias'] },
  {
    name: 'legacy clients',
    facts: factsOf(healthyWorld({ schema: { legacyClients: { state: 'read', value: ['old'] } } })),
    codes: ['ords.legacy.clients'],
  },
  {
    name: 'legacy packages',
    facts: factsOf(
      healthyWorld({ schema: { legacyPackageUses: { state: 'read', value: ['PROCEDURE SETUP'] } } }),
    ),
    codes: ['ords.legacy.packages'],
  },
  {
    name: 'ORDS older than role claims',
    facts: factsOf(
      healthyWorld({
        manifest: roles,
        profile: { roleClaim: undefined },
        ords: { supportsRoleClaim: false, version: '24.4.0' },
      }),
    ),
    codes: ['ords.version.role_claim'],
  },
  {
    name: 'ORDS_SECURITY_ADMIN for everybody, said once',
    facts: factsOf(
      healthyWorld({ ords: { securityAdminIsPublic: true } }),
      healthyWorld({
        manifest: healthyManifest({
          api: 'second',
          audience: 'https://api.example.com/second',
          ords: { ...healthyManifest().ords, schema: 'SECOND', schemaAlias: 'second' },
        }),
        ords: { securityAdminIsPublic: true },
      }),
    ),
    codes: ['ords.version.admin_public'],
  },
];
