import fc from 'fast-check';

import { buildManifest, type Manifest } from '../../../../components/manifest';

/** Alternating consonants and vowels, so that two different names are never one typing error apart by accident of length. */
const word = fc.stringMatching(/^[b-d][aeiou][f-h][aeiou][k-n][aeiou]$/);
const names = (maximum: number) => fc.uniqueArray(word, { minLength: 1, maxLength: maximum });

interface Shape {
  readonly scopes: readonly string[];
  readonly clients: readonly string[];
  readonly modulesOfScope: readonly number[];
  readonly patternsOfScope: readonly number[];
  readonly publicModule: boolean;
  readonly foreignModules: boolean;
  readonly roleMode: boolean;
  readonly oci: boolean;
  /** The first client is for people. */
  readonly people: boolean;
  readonly allowedSkew: number | null;
  readonly allowedAge: number | null;
  readonly user: string;
}

/**
 * Manifests as a ProtectedApi yields them: every scope protects something, no module stands under two scopes, and every
 * pattern has a module below it.
 */
export const anyManifest: fc.Arbitrary<Manifest> = fc
  .record<Shape>({
    scopes: names(4),
    clients: names(3),
    modulesOfScope: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 4, maxLength: 4 }),
    patternsOfScope: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 4, maxLength: 4 }),
    publicModule: fc.boolean(),
    foreignModules: fc.boolean(),
    roleMode: fc.boolean(),
    oci: fc.boolean(),
    people: fc.boolean(),
    allowedSkew: fc.option(fc.integer({ min: 1, max: 60 })),
    allowedAge: fc.option(fc.integer({ min: 300, max: 86_400 })),
    user: fc.constantFrom('ordsdemo', 'admin', 'deployer[ordsdemo]'),
  })
  .map(manifestOf);

const AUTH0 = {
  identityProvider: { kind: 'auth0', domain: 'tenant.eu.auth0.com' },
  issuer: 'https://tenant.eu.auth0.com/',
  jwksUrl: 'https://tenant.eu.auth0.com/.well-known/jwks.json',
};
const OCI = {
  identityProvider: { kind: 'oci-iam', domainUrl: 'https://idcs-0f.identity.oraclecloud.com' },
  issuer: 'https://identity.oraclecloud.com/',
  jwksUrl: 'https://idcs-0f.identity.oraclecloud.com/admin/v1/SigningCert/jwk',
};

function manifestOf(shape: Shape): Manifest {
  const modules: Record<string, { basePath: string; public: boolean }> = {};
  const scopes = Object.fromEntries(
    shape.scopes.map((name, index) => {
      const listed = Array.from({ length: shape.modulesOfScope[index] ?? 1 }, (_, n) => `${name}-m${n}`);
      const below = Array.from({ length: shape.patternsOfScope[index] ?? 0 }, (_, n) => `${name}-p${n}`);
      // Modules that only scopes name existed before the stack: the manifest has no base path of them.
      for (const module of shape.foreignModules ? below : [...listed, ...below])
        modules[module] = { basePath: `/${module}/`, public: false };
      return [name, { modules: listed, patterns: below.map((module) => `/${module}/*`) }];
    }),
  );
  if (shape.publicModule) modules.status = { basePath: '/status/', public: true };
  return buildManifest({
    api: 'generated',
    ...(shape.oci ? OCI : AUTH0),
    audience: `https://api.example.com/${shape.scopes[0]}${shape.oci ? '/' : ''}`,
    authorisation: shape.roleMode ? { mode: 'role', roleClaim: '/roles' } : { mode: 'scope' },
    scopes,
    clients: Object.fromEntries(
      shape.clients.map((name, index) => [
        name,
        {
          clientId: `id-${name}`,
          scopes: shape.scopes.slice(0, index + 1),
          ...(index === 0 && shape.people && { redirectUris: [`https://${name}.example.com/callback`] }),
        },
      ]),
    ),
    ords: {
      schema: 'ORDSDEMO',
      schemaAlias: 'ordsdemo',
      baseUrl: 'https://db.example.com/ords',
      connectString: 'db.example.com:1521/freepdb1',
      user: shape.user,
      jwtProfile: { allowedSkew: shape.allowedSkew, allowedAge: shape.allowedAge },
      modules,
    },
  });
}
