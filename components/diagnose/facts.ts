import type { Manifest } from '../manifest';
import type { EntraApiFacts, EntraClientFacts } from './entraFacts';

/** Why something could not be read. Not a finding: nothing is known about what it would have shown. */
export interface Unread {
  /** Stable, as in OrdsError. */
  readonly code: string;
  /** One line. Never a secret. */
  readonly message: string;
  readonly remedy: string;
}

/** What reading gave. `skipped` is by choice or for want of a right that is not required; `failed` is not. */
export type Reading<T> =
  | { readonly state: 'read'; readonly value: T }
  | { readonly state: 'skipped'; readonly reason: string }
  | { readonly state: 'failed'; readonly failure: Unread };

/** A signing key as a JWKS shows it. */
export interface KeyFacts {
  readonly kid: string | undefined;
  readonly kty: string | undefined;
  readonly use: string | undefined;
  readonly alg: string | undefined;
  /** Of an RSA key's modulus. */
  readonly bits: number | undefined;
}

/** What fetching a JWKS URL gave, as ORDS would fetch it: no credentials, no redirects to http, a limit on bytes and time. */
export interface JwksFacts {
  readonly url: string;
  readonly outcome:
    | 'keys'
    | 'unreachable'
    | 'timeout'
    /** The certificate is not trusted from here. */
    | 'untrusted'
    /** Another status than 200. 401, 403 and a redirect to a sign-in page: `needs_sign_in`. */
    | 'status'
    | 'needs_sign_in'
    | 'redirect'
    | 'not_json'
    | 'no_keys_member'
    | 'too_large'
    | 'not_https';
  /** Status, error code or location; quoted by the finding. */
  readonly detail: string | undefined;
  /** Bytes received. */
  readonly bytes: number;
  readonly keys: readonly KeyFacts[];
}

/** An API in the identity provider. */
export interface ApiFacts {
  readonly identifier: string;
  readonly scopes: readonly string[];
  readonly signingAlgorithm: string | undefined;
  readonly tokenDialect: string | undefined;
  /** Seconds. */
  readonly tokenLifetime: number | undefined;
  /** False: it gives no tokens. Absent where an API is always active. */
  readonly active?: boolean;
  /** Of Auth0: who gets tokens for people. */
  readonly userPolicy?: string;
  /** Of OCI IAM: with one of them the token's `aud` is an array. */
  readonly secondaryAudiences?: readonly string[];
  readonly entra?: EntraApiFacts;
}

/** A client in the identity provider: of a machine, or one that people sign in to. */
export interface ClientFacts {
  readonly clientId: string;
  /** Absent where a client has none to choose. */
  readonly grantTypes?: readonly string[];
  /**
   * Scopes of its grant for this API, for itself or for its users as it is declared; null when it has no such grant. Absent where that
   * cannot be told, or decides nothing.
   */
  readonly grantedScopes?: readonly string[] | null;
  /** False: it gets no tokens. Absent where a client is always active. */
  readonly active?: boolean;
  /** Absent where they were not looked at. */
  readonly redirectUris?: readonly string[];
  readonly entra?: EntraClientFacts;
}

/** A claim that somebody added to the tokens of a domain. */
export interface ClaimFacts {
  readonly name: string;
  /** `always`, `request` or `never`. */
  readonly mode: string | undefined;
  /** `AT`, `IT` or `BOTH`: access tokens, ID tokens. */
  readonly tokenType: string | undefined;
  /** Fully qualified scopes whose tokens have it; undefined: those of all. */
  readonly scopes: readonly string[] | undefined;
}

/** A client that an interrupted or repeated create has left. */
export interface OrphanFacts {
  readonly clientId: string;
  /** The resource in whose name it was made, as its mark has it. */
  readonly resource: string;
}

/** The identity provider, seen through one manifest. */
export interface IdentityProviderFacts {
  /** `issuer` and `jwks_uri` of the discovery document. */
  readonly discovery: Reading<{ readonly issuer: string; readonly jwksUri: string }>;
  /** Of the manifest's trust, and of the profile's where that one differs. */
  readonly jwks: Reading<readonly JwksFacts[]>;
  /** Null: the API does not exist. Skipped without rights on the management API. */
  readonly api: Reading<ApiFacts | null>;
  /** By the manifest's key of the client; null: it does not exist. */
  readonly clients: Reading<Readonly<Record<string, ClientFacts | null>>>;
  /** Clients with the mark of the manifest's claim that the manifest does not have. */
  readonly orphans: Reading<readonly OrphanFacts[]>;
  /** In role mode, of a provider that has such objects. */
  readonly claims?: Reading<readonly ClaimFacts[]>;
}

export interface ProfileFacts {
  readonly issuer: string;
  readonly audience: string;
  readonly jwkUrl: string;
  readonly description: string | null;
  /** Seconds; null = the setting of ORDS. 0 is not null. */
  readonly allowedSkew: number | null;
  readonly allowedAge: number | null;
  /** JSON pointer: role mode. Undefined: this ORDS has no such column. */
  readonly roleClaim: string | null | undefined;
}

export interface ModuleFacts {
  readonly name: string;
  readonly basePath: string;
  readonly status: string;
  /** URI templates, as written. */
  readonly templates: readonly string[];
}

export interface PrivilegeFacts {
  readonly name: string;
  readonly roles: readonly string[];
  readonly patterns: readonly string[];
  readonly modules: readonly string[];
}

/** What the ORDS catalogue says of one schema. */
export interface SchemaFacts {
  /** As the dictionary stores it. */
  readonly schema: string;
  /** False when the schema is not in the catalogue, or its status is not ENABLED. */
  readonly enabled: boolean;
  /** URL mapping pattern; null when the schema is not enabled. */
  readonly alias: string | null;
  readonly profile: ProfileFacts | null;
  readonly modules: readonly ModuleFacts[];
  readonly privileges: readonly PrivilegeFacts[];
  readonly roles: readonly string[];
  /** Names of ORDS' own OAuth clients. */
  readonly legacyClients: Reading<readonly string[]>;
  /** Objects that refer to OAUTH or OAUTH_ADMIN: `PROCEDURE SETUP`. */
  readonly legacyPackageUses: Reading<readonly string[]>;
}

/** The database side of one connection. */
export interface OrdsFacts {
  /** `26.2.2.r2041619`; undefined when it could not be read. */
  readonly version: string | undefined;
  /** The connected user. */
  readonly user: string;
  readonly supportsRoleClaim: boolean;
  /** Whether EXECUTE on ORDS_SECURITY_ADMIN is PUBLIC's (facts/ords.md 1, history); undefined when it could not be read. */
  readonly securityAdminIsPublic: boolean | undefined;
  /** By schema name as the dictionary stores it. */
  readonly schemas: Readonly<Record<string, SchemaFacts>>;
}

/** An access token, taken apart without its text. */
export interface TokenFacts {
  readonly form: 'jwt' | 'encrypted' | 'opaque' | 'empty' | 'too_large' | 'malformed';
  /** What makes it malformed, quoted: `" " stands after 12 characters`. Never a part of the token. */
  readonly detail?: string;
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  /** Checked against the keys of the JWKS; unchecked when there was none to check with. */
  readonly signature: 'valid' | 'invalid' | 'unchecked';
}

/** One call of an endpoint, as it was refused or answered. */
export interface CallFacts {
  readonly url: string;
  readonly method: string;
  readonly status: number;
  readonly wwwAuthenticate: string | undefined;
}

/** Both sides of one API. */
export interface ApiSides {
  readonly manifest: Manifest;
  readonly identityProvider: IdentityProviderFacts;
  readonly ords: Reading<OrdsFacts>;
}

/** Everything that a comparison looks at. */
export interface DiagnosisFacts {
  readonly apis: readonly ApiSides[];
  /** Seconds since 1970 by this machine's clock: for token times. */
  readonly now: number;
}

/** What `doctor` looks at besides: a token, the URL it was sent to, and what that gave. */
export interface RefusalFacts {
  readonly api: ApiSides;
  readonly token: TokenFacts;
  /** The endpoint that refused. */
  readonly url: string;
  /** Present when the call was made again from here, with the token. */
  readonly call: Reading<CallFacts>;
  /** The same call without any token. */
  readonly openCall: Reading<CallFacts>;
  /** Of Entra: the keys of the application alone, where those that ORDS uses do not have the token's. */
  readonly applicationKeys?: JwksFacts;
  readonly now: number;
}
