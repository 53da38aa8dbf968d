import type * as pulumi from '@pulumi/pulumi';
import type { IdentityProvider } from './idp/identityProvider';
import type { ConnectionArgs } from './ords/connection';
import type { ModuleTemplateArgs } from './ords/module';
import type { PoolTrust } from './ords/poolTrust';

/** A scope of the API, and the ORDS privilege of the same name. */
export interface ScopeArgs {
  /** Shown by both sides; default none. */
  readonly description?: string;
  /** Of the privilege in ORDS; default the scope's name, `''` none. */
  readonly label?: string;
  /** Of the privilege in ORDS; default none. */
  readonly comments?: string;
  /** ORDS modules that only tokens with this scope may call. A module stands under one scope only. */
  readonly modules?: readonly string[];
  /** Paths relative to the schema alias, e.g. `/admin/*`, for parts of a module. */
  readonly patterns?: readonly string[];
  /**
   * Role mode only, where a claim of the token lists roles: ORDS roles of which a caller needs any one; default the scope's name.
   * Each becomes a `Role`. Case sensitive, at most 255 characters, at least one (`trust.roles.none`): a privilege without roles
   * lets in every token that has the claim. In scope mode they are refused (`trust.roles.scope_mode`).
   */
  readonly roles?: readonly string[];
}

/** A client that may request tokens for the API: a machine, or with `redirectUris` an application that people sign in to. */
export interface ClientArgs<Scope extends string> {
  /** The scopes granted to it; each must be declared under `scopes`. */
  readonly scopes: readonly Scope[];
  /**
   * Where the identity provider may send people back to, compared byte for byte; `https`, or `http` on this machine
   * (`trust.redirect_uri.*`). With it the client is a confidential one for people: authorization code and refresh token, and no
   * client credentials. Default none: a machine-to-machine client.
   */
  readonly redirectUris?: readonly string[];
  /** Name in the identity provider; default `<api>-<client>`. */
  readonly displayName?: string;
  readonly description?: string;
}

/** A module that the stack itself creates. */
export interface ModuleDefinition {
  /** Below the schema alias, e.g. `/orders/`. */
  readonly basePath: string;
  /** Rows a page; default 25. */
  readonly itemsPerPage?: number;
  readonly comments?: string;
  readonly templates: readonly ModuleTemplateArgs[];
  /** States that the module is meant to answer everybody; otherwise a scope must cover it. */
  readonly public?: boolean;
}

/** The ORDS side. */
export interface OrdsArgs {
  /** The schema that owns the modules; default the connected user. Another schema needs ORDS_ADMINISTRATOR_ROLE. */
  readonly schema?: string;
  /** Root of ORDS, up to and including its context path: `https://host/ords`. */
  readonly baseUrl: pulumi.Input<string>;
  readonly connection: ConnectionArgs;
  /**
   * The part of the URL that selects the schema, one path segment; default the schema's name in lower case. Of a schema that
   * is enabled already it must be the one it is enabled with: `select pattern from user_ords_schemas`.
   */
  readonly schemaAlias?: string;
  /** Also enable the schema for ORDS (with `schemaAlias`); default false: it is expected to be enabled. */
  readonly enableSchema?: boolean;
  /** Modules to create, by name; default none: a scope's `modules` may name modules that exist already. */
  readonly modules?: Readonly<Record<string, ModuleDefinition>>;
  /**
   * Who holds the trust. Left out: a JWT profile of the schema, which this API makes. A `PoolTrust` of the program, whose
   * issuer, audience and JWKS URL must be those of this API (`ords.trust.differs`): modules are published after it. `pool`: a
   * pool that is managed elsewhere, as with the output of `poolTrust`; nothing of it is checked, and while it has no
   * trust its modules accept no token.
   */
  readonly trust?: PoolTrust | 'pool';
  /** Of the schema's profile; cannot stand beside `trust`. */
  readonly jwtProfile?: {
    readonly description?: string;
    /** Tolerated clock difference in seconds, 1 to 60; absent = the setting of ORDS. */
    readonly allowedSkew?: number;
    /** Longest age of a token in seconds since `iat`; absent = no limit of its own. */
    readonly allowedAge?: number;
  };
  /**
   * What `destroy` does with a module that the stack protects; default `unpublish`. `keepProtected` leaves the whole ORDS side as it is:
   * modules, privileges and the profile. `makePublic` leaves a module that existed before published without a privilege:
   * it answers everybody.
   */
  readonly onDelete?: 'unpublish' | 'keepProtected' | 'makePublic';
  /**
   * Take over objects of these names that exist already; default false: they are an error. `preview` and `up` say of each
   * what changes. `destroy` leaves what was taken over: a module that stood under its privilege goes on answering under it.
   * One that the stack has put there, or moved from another privilege, is unpublished (`onDelete`).
   */
  readonly adopt?: boolean;
}

/** How the two sides are compared after they were written. */
export interface AgreementSettings {
  /** When they disagree all the same: `fail` (default) the `up`, or only `warn`. */
  readonly onDisagreement?: 'fail' | 'warn';
}

/** Arguments of `ProtectedApi`: one set of values for both sides. */
export interface ProtectedApiArgs<Scope extends string, Client extends string> {
  /**
   * The API identifier, an agreed name that need not resolve. ORDS compares it byte for byte with the tokens' `aud`. Left out with
   * `entra(...)` alone, which issues it: the client id of the API's application.
   */
  readonly audience?: pulumi.Input<string>;
  readonly scopes: Readonly<Record<Scope, ScopeArgs>>;
  readonly clients?: Readonly<Record<Client, ClientArgs<NoInfer<Scope>>>>;
  readonly identityProvider: IdentityProvider;
  readonly ords: OrdsArgs;
  /**
   * Compares the two sides after `up` and on every refresh, as a resource of its own; on by default. `false` leaves it out.
   */
  readonly agreement?: false | AgreementSettings;
  /**
   * Also proves it with real tokens and real calls at the end of `up`: the granted calls answer, the others are refused; where
   * only people are let in, nothing can show that, and it fails. One token for each client and scope set, whenever the values
   * change. Default false; needs `agreement`.
   */
  readonly verifyOnUp?: boolean;
  /** Codes of problems that are meant to be so; they are logged as warnings instead. Default none. */
  readonly accept?: readonly string[];
}
