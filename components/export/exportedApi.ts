import type { Auth0AdoptArgs } from '../idp/auth0Adoption';
import type { EntraAdoptArgs } from '../idp/entraAdoption';
import type { IdentityProvider } from '../idp/identityProvider';
import type { OciIamAdoptArgs } from '../idp/ociAdoption';
import type { ClientArgs, ModuleDefinition, OrdsArgs, ScopeArgs } from '../protectedApiArgs';

/** Something of the live systems that the values do not say, or not all of it. */
export interface Unexpressed {
  /** `module "orders"`; invisible characters are shown. */
  readonly object: string;
  /** Why, and what it means for the next `pulumi up`. One line. */
  readonly reason: string;
}

/** Identity providers whose side can be written. */
export type ExportedKind = IdentityProvider['kind'];

/** The identity provider that the JWT profile trusts, as the options of `auth0(...)`, `ociIam(...)` or `entra(...)`. */
export interface ExportedProvider {
  readonly kind: ExportedKind;
  /** Host of the tenant, URL of the domain, or id of the directory; absent where neither the profile nor the provider said it. */
  readonly domain?: string;
  /** The other options by their names. */
  readonly settings: Readonly<Record<string, string | number | boolean>>;
  /** Absent unless the provider was read. */
  readonly adopt?: Auth0AdoptArgs | OciIamAdoptArgs | EntraAdoptArgs;
}

/** The values of a `ProtectedApi` that describe a live schema. */
export interface ExportedApi {
  /** As one writes it in SQL. */
  readonly schema: string;
  /** Absent without a JWT profile. Where the provider issues it, the values do not have it: what is taken over has it already. */
  readonly audience?: string;
  readonly provider: ExportedProvider;
  /** Only where it is not the default. */
  readonly schemaAlias?: string;
  readonly scopes: Readonly<Record<string, ScopeArgs>>;
  /** Absent unless the provider was read. */
  readonly clients?: Readonly<Record<string, ClientArgs<string>>>;
  /** Absent unless definitions were asked for. */
  readonly modules?: Readonly<Record<string, ModuleDefinition>>;
  readonly jwtProfile?: NonNullable<OrdsArgs['jwtProfile']>;
  /** Codes of problems that what is live has, and goes on having; absent without one. */
  readonly accept?: readonly string[];
  readonly notExpressed: readonly Unexpressed[];
}
