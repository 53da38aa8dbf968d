import type { FindingCode } from '../../../../components/diagnose/catalogue';
import type { Manifest } from '../../../../components/manifest';
import { read, strangeSchema, type WorldOverrides } from './world';

/** One change of one side. `expected`: code and name of the subject of every finding that it gives. */
export interface Mutation {
  readonly name: string;
  readonly apply: (
    manifest: Manifest,
  ) => { readonly sides: WorldOverrides; readonly expected: readonly Expected[] } | undefined;
}
type Expected = readonly [FindingCode, string | undefined];

const SCHEMA = 'ORDSDEMO';

function fixed(name: string, sides: WorldOverrides, code: FindingCode, subject?: string): Mutation {
  return { name, apply: () => ({ sides, expected: [[code, subject]] }) };
}

/** A change of the profile's text as a person makes it. */
function text(field: 'issuer' | 'audience' | 'jwkUrl', code: 'issuer' | 'audience' | 'jwks_url'): Mutation[] {
  const value = ({ trust }: Manifest): string =>
    ({ issuer: trust.issuer, audience: trust.audience, jwkUrl: trust.jwksUrl })[field];
  const toggleSlash = (url: string): string => (url.endsWith('/') ? url.slice(0, -1) : `${url}/`);
  const changes = {
    slash: toggleSlash,
    case: (url: string) => url.slice(0, -3) + url.slice(-3).toUpperCase(),
    whitespace: (url: string) => `${url} `,
    invisible: (url: string) => `\u200b${url}`,
    port: (url: string) => url.replace('.com', '.com:443'),
    host: (url: string) => url.replace('.com', '.net'),
    different: (url: string) => `${url}/other`,
  };
  return Object.entries(changes).map(([kind, change]) => ({
    name: `${field}: ${kind}`,
    apply: (manifest) =>
      // A domain of OCI IAM gives its address with the port and without: no finding.
      kind === 'port' && field === 'jwkUrl' && manifest.identityProvider.kind === 'oci-iam'
        ? undefined
        : {
            sides: { profile: { [field]: change(value(manifest)) } },
            expected: [[`trust.${code}.${kind}` as FindingCode, SCHEMA]],
          },
  }));
}

const scopeMode = ({ trust }: Manifest): boolean => trust.authorisation.mode === 'scope';
const firstScope = (manifest: Manifest) => manifest.scopes[0]!;
const firstModule = (manifest: Manifest) => firstScope(manifest).modules[0]!;
const firstClient = ({ clients }: Manifest) => Object.entries(clients)[0]!;

const PRIVILEGES: readonly Mutation[] = [
  {
    name: 'privilege removed: its modules are public',
    apply: (manifest) => {
      const { name, modules, patterns } = firstScope(manifest);
      const below = patterns.map((pattern) => pattern.slice(1, -2));
      return {
        sides: { privileges: { [name]: null } },
        expected: [
          ['ords.privilege.missing', name],
          ...[...modules, ...below].map((module): Expected => ['ords.module.public', module]),
        ],
      };
    },
  },
  {
    name: 'privilege renamed by case',
    apply: (manifest) => {
      const { name, modules, patterns } = firstScope(manifest);
      return {
        sides: { privileges: { [name]: null, [name.toUpperCase()]: { modules, patterns } } },
        expected: [['ords.privilege.spelling', name]],
      };
    },
  },
  {
    name: 'module taken from its privilege',
    apply: (manifest) => {
      const { name, modules } = firstScope(manifest);
      return {
        sides: { privileges: { [name]: { modules: modules.slice(1) } } },
        expected: [['ords.module.public', modules[0]]],
      };
    },
  },
  {
    name: 'module put under another privilege',
    apply: (manifest) => {
      const { name, modules } = firstScope(manifest);
      return {
        sides: {
          privileges: { [name]: { modules: modules.slice(1) }, unrelated: { modules: [modules[0]!] } },
        },
        expected: [['ords.module.other_privilege', modules[0]]],
      };
    },
  },
  {
    name: 'pattern added',
    apply: (manifest) => {
      const { name, patterns } = firstScope(manifest);
      return {
        sides: { privileges: { [name]: { patterns: [...patterns, '/elsewhere/*'] } } },
        expected: [['ords.privilege.patterns_undeclared', name]],
      };
    },
  },
  {
    name: 'pattern removed: its module is public',
    apply: (manifest) => {
      const { name, patterns } = firstScope(manifest);
      if (patterns.length === 0) return undefined;
      return {
        sides: { privileges: { [name]: { patterns: patterns.slice(1) } } },
        expected: [
          ['ords.privilege.patterns', name],
          ['ords.module.public', patterns[0]!.slice(1, -2)],
        ],
      };
    },
  },
  {
    name: 'roles of a privilege turned round',
    apply: (manifest) => {
      const { name } = firstScope(manifest);
      return {
        sides: { privileges: { [name]: { roles: scopeMode(manifest) ? ['reader'] : [] } } },
        expected: [[scopeMode(manifest) ? 'ords.privilege.roles' : 'ords.privilege.no_roles', name]],
      };
    },
  },
];

const MODULES: readonly Mutation[] = [
  {
    name: 'module removed',
    apply: (manifest) => ({
      sides: { modules: { [firstModule(manifest)]: null } },
      expected: [['ords.module.missing', firstModule(manifest)]],
    }),
  },
  {
    name: 'module unpublished',
    apply: (manifest) => ({
      sides: { modules: { [firstModule(manifest)]: { status: 'NOT_PUBLISHED' } } },
      expected: [['ords.module.not_published', firstModule(manifest)]],
    }),
  },
  {
    name: 'module moved',
    apply: (manifest) => {
      const module = firstModule(manifest);
      if (!Object.hasOwn(manifest.ords.modules, module)) return undefined;
      return {
        sides: { modules: { [module]: { basePath: '/moved/' } } },
        expected: [['ords.module.base_path', module]],
      };
    },
  },
  fixed('strange module added', { modules: { stranger: {} } }, 'ords.module.unprotected', 'stranger'),
];

const PROFILE: readonly Mutation[] = [
  ...text('issuer', 'issuer'),
  ...text('audience', 'audience'),
  ...text('jwkUrl', 'jwks_url'),
  fixed('profile removed', { profile: null }, 'ords.profile.missing', SCHEMA),
  fixed('skew 0', { profile: { allowedSkew: 0 } }, 'ords.profile.skew_zero', SCHEMA),
  fixed('skew 120', { profile: { allowedSkew: 120 } }, 'ords.profile.skew_too_large', SCHEMA),
  {
    name: 'skew changed',
    apply: ({ ords }) => ({
      sides: { profile: { allowedSkew: ords.jwtProfile.allowedSkew === 7 ? 8 : 7 } },
      expected: [['ords.profile.skew', SCHEMA]],
    }),
  },
  fixed('age larger', { profile: { allowedAge: 1_000_000 } }, 'ords.profile.age', SCHEMA),
  fixed('age tiny', { profile: { allowedAge: 1 } }, 'ords.profile.age_too_small', SCHEMA),
  fixed('mode changed', { profile: { roleClaim: '/other' } }, 'ords.profile.mode', SCHEMA),
];

const SURROUNDINGS: readonly Mutation[] = [
  fixed('schema disabled', { schema: { enabled: false, alias: null } }, 'ords.schema.not_enabled', SCHEMA),
  fixed('alias changed', { schema: { alias: 'elsewhere' } }, 'ords.schema.alias', SCHEMA),
  fixed(
    'alias given to another schema',
    { schema: { alias: 'elsewhere' }, otherSchemas: [strangeSchema({ alias: 'ordsdemo' })] },
    'ords.profile.other_schema',
    SCHEMA,
  ),
  fixed('old client', { schema: { legacyClients: read(['old']) } }, 'ords.legacy.clients', SCHEMA),
  fixed('old package', { schema: { legacyPackageUses: read(['VIEW V']) } }, 'ords.legacy.packages', SCHEMA),
  fixed(
    'right for everybody',
    { ords: { securityAdminIsPublic: true } },
    'ords.version.admin_public',
    'ORDS_SECURITY_ADMIN',
  ),
];

const IDENTITY_PROVIDER: readonly Mutation[] = [
  fixed('API removed', { api: null }, 'idp.api.missing'),
  fixed('HS256', { api: { signingAlgorithm: 'HS256' } }, 'idp.signing_algorithm'),
  fixed('RFC 9068', { api: { tokenDialect: 'rfc9068_profile' } }, 'idp.token_dialect'),
  fixed('people everywhere', { api: { userPolicy: 'allow_all' } }, 'idp.api.user_policy'),
  fixed('issuer of discovery', { discovery: { issuer: 'https://x.example.com/' } }, 'idp.discovery.issuer'),
  fixed('keys of discovery', { discovery: { jwksUri: 'https://x.example.com/k' } }, 'idp.discovery.jwks_url'),
  {
    name: 'scope removed from the API',
    apply: ({ scopes }) => ({
      sides: { api: { scopes: scopes.slice(1).map(({ name }) => name) } },
      expected: [['idp.scope.missing', scopes[0]!.name]],
    }),
  },
  {
    name: 'scope added to the API',
    apply: ({ scopes }) => ({
      sides: { api: { scopes: [...scopes.map(({ name }) => name), 'more'] } },
      expected: [['idp.scope.undeclared', 'more']],
    }),
  },
  ...(
    [
      ['client removed', () => null, 'idp.client.missing'],
      ['grant removed', () => ({ grantedScopes: null }), 'idp.grant.missing'],
      ['scope granted', (scopes) => ({ grantedScopes: [...scopes, 'more'] }), 'idp.grant.scope_undeclared'],
      ['scope not granted', (scopes) => ({ grantedScopes: scopes.slice(1) }), 'idp.grant.scope_missing'],
      [
        'grant type added',
        () => ({ grantTypes: ['client_credentials', 'implicit'] }),
        'idp.client.grant_types',
      ],
    ] as readonly (readonly [
      string,
      (scopes: readonly string[]) => NonNullable<WorldOverrides['clients']>[string],
      FindingCode,
    ])[]
  ).map(([name, change, code]): Mutation => ({
    name,
    apply: (manifest) => {
      const [key, { scopes }] = firstClient(manifest);
      return { sides: { clients: { [key]: change(scopes) } }, expected: [[code, key]] };
    },
  })),
  {
    name: 'keys withdrawn',
    apply: ({ trust }) => ({
      sides: { jwks: { outcome: 'needs_sign_in', keys: [], detail: '401' } },
      expected: [['jwks.needs_sign_in', trust.jwksUrl]],
    }),
  },
  {
    name: 'key shortened',
    apply: ({ trust }) => ({
      sides: { jwks: { keys: [{ kid: 'a', kty: 'RSA', use: 'sig', alg: 'RS256', bits: 1024 }] } },
      expected: [['jwks.weak_key', trust.jwksUrl]],
    }),
  },
];

export const MUTATIONS: readonly Mutation[] = [
  ...PROFILE,
  ...SURROUNDINGS,
  ...PRIVILEGES,
  ...MODULES,
  ...IDENTITY_PROVIDER,
];
