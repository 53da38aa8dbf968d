import { rolesOf } from './rules/roles';
import type { Authorisation, Trust } from './trust';

/** What the command line needs to look at both sides: a stack output without any secret. */
export interface Manifest {
  /** Of this layout. A reader refuses a newer one. */
  readonly version: 1;
  /** Name of the ProtectedApi. */
  readonly api: string;
  /** Token of the stack's Claim, in the marks of what it has made. Absent in manifests of older releases. */
  readonly claim?: string | undefined;
  readonly identityProvider: Readonly<Record<string, string>>;
  readonly trust: Trust;
  readonly scopes: readonly {
    readonly name: string;
    readonly description: string | null;
    readonly modules: readonly string[];
    readonly patterns: readonly string[];
    /** Role mode: ORDS roles of which a token has to carry one; absent in scope mode. */
    readonly roles?: readonly string[];
  }[];
  readonly clients: Readonly<
    Record<
      string,
      {
        readonly clientId: string;
        readonly scopes: readonly string[];
        /** Of a client that people sign in to (authorization code); absent for machines. */
        readonly redirectUris?: readonly string[];
      }
    >
  >;
  readonly ords: {
    readonly schema: string;
    readonly schemaAlias: string;
    readonly baseUrl: string;
    readonly connectString: string;
    readonly user: string;
    /** Present where the pool holds the trust, and no schema profile is declared. */
    readonly trustLevel?: 'pool';
    /** As declared, in seconds; null = left to ORDS. */
    readonly jwtProfile: { readonly allowedSkew: number | null; readonly allowedAge: number | null };
    /** Modules that the stack created, by name. */
    readonly modules: Readonly<Record<string, { readonly basePath: string; readonly public: boolean }>>;
  };
}

/** The values of a manifest once they are all known. */
export interface ManifestParts {
  readonly api: string;
  readonly claim?: string | undefined;
  readonly identityProvider: Readonly<Record<string, string>>;
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
  readonly authorisation: Authorisation;
  readonly scopes: Readonly<
    Record<
      string,
      {
        readonly description?: string;
        readonly modules?: readonly string[];
        readonly patterns?: readonly string[];
        readonly roles?: readonly string[];
      }
    >
  >;
  readonly clients: Manifest['clients'];
  readonly ords: Manifest['ords'];
}

export function buildManifest(parts: ManifestParts): Manifest {
  return {
    version: 1,
    api: parts.api,
    ...(parts.claim !== undefined && { claim: parts.claim }),
    identityProvider: parts.identityProvider,
    trust: {
      issuer: parts.issuer,
      audience: parts.audience,
      jwksUrl: parts.jwksUrl,
      authorisation: parts.authorisation,
    },
    scopes: Object.entries(parts.scopes).map(([name, scope]) => ({
      name,
      description: scope.description ?? null,
      modules: [...(scope.modules ?? [])],
      patterns: [...(scope.patterns ?? [])],
      ...(parts.authorisation.mode === 'role' && { roles: rolesOf(name, scope) }),
    })),
    clients: parts.clients,
    ords: parts.ords,
  };
}

/** The manifest as it was built: this library's state holds no null, so that what is null there is absent. */
export function restoreNulls(stored: Manifest): Manifest {
  const { allowedSkew, allowedAge } = stored.ords.jwtProfile ?? {};
  return {
    ...stored,
    scopes: stored.scopes.map((scope) => ({ ...scope, description: scope.description ?? null })),
    ords: {
      ...stored.ords,
      jwtProfile: { allowedSkew: allowedSkew ?? null, allowedAge: allowedAge ?? null },
    },
  };
}

/** Whether ORDS is to trust by the settings of its pool, which no database shows, instead of by a schema's profile. */
export function isPoolTrusted({ ords }: Manifest): boolean {
  return ords.trustLevel === 'pool';
}

/** `baseUrl` / `alias` / `basePath`, with exactly one slash between them. */
export function endpointUrl(baseUrl: string, schemaAlias: string, basePath: string): string {
  const trim = (part: string): string => part.replace(/^\/+|\/+$/g, '');
  return [baseUrl.replace(/\/+$/, ''), trim(schemaAlias), trim(basePath)].join('/') + '/';
}
