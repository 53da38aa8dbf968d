import type { Auth0AdoptArgs } from '../idp/auth0Adoption';
import type { SigningAlgorithm } from '../idp/auth0Rules';
import type { ClientArgs, ModuleDefinition, OrdsArgs, ScopeArgs } from '../protectedApiArgs';

/** Something of the live schema that the values do not say, or not all of it. */
export interface Unexpressed {
  /** `module "orders"`; invisible characters are shown. */
  readonly object: string;
  /** Why, and what it means for the next `pulumi up`. One line. */
  readonly reason: string;
}

/** The values that describe the identity provider's side. */
export interface ExportedAuth0 {
  readonly settings: {
    readonly apiName?: string;
    readonly tokenLifetime?: number;
    readonly signingAlgorithm?: SigningAlgorithm;
  };
  readonly clients: Readonly<Record<string, ClientArgs<string>>>;
  readonly adopt: Auth0AdoptArgs;
}

/** The values of a `ProtectedApi` that describe a live schema. */
export interface ExportedApi {
  /** As one writes it in SQL. */
  readonly schema: string;
  /** Absent without a JWT profile. */
  readonly audience?: string;
  /** Tenant that the profile trusts; absent when it is not written as for Auth0. */
  readonly auth0Domain?: string;
  /** Only where it is not the default. */
  readonly schemaAlias?: string;
  readonly scopes: Readonly<Record<string, ScopeArgs>>;
  /** Absent unless definitions were asked for. */
  readonly modules?: Readonly<Record<string, ModuleDefinition>>;
  readonly jwtProfile?: NonNullable<OrdsArgs['jwtProfile']>;
  /** Absent unless the tenant was read. */
  readonly auth0?: ExportedAuth0;
  readonly notExpressed: readonly Unexpressed[];
}
