/** A scope of a resource app. */
export interface LiveOciScope {
  readonly name: string;
  readonly description?: string;
  readonly displayName?: string;
  readonly requiresConsent: boolean;
}

/** The resource app with the audience, as the domain shows it. */
export interface LiveOciApi {
  /** SCIM id. */
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
  /** It was made from this one, and a change makes another app. */
  readonly template?: string;
  /** Seconds. */
  readonly tokenLifetime?: number;
  /** Whether people get refresh tokens. */
  readonly allowOffline: boolean;
  /** With one of them `aud` is a list, which ORDS refuses. */
  readonly secondaryAudiences: readonly string[];
  readonly scopes: readonly LiveOciScope[];
}

/** An app that may ask for scopes of that API. */
export interface LiveOciClient {
  /** SCIM id. */
  readonly id: string;
  /** Under which it asks for tokens. */
  readonly clientId: string;
  readonly name: string;
  /** With the mark of a stack, where it has one. */
  readonly description?: string;
  readonly active: boolean;
  readonly template?: string;
  /** `confidential`, `public`, `trusted`. */
  readonly clientType?: string;
  /** `Explicit`: the lists below are all that it may ask for. */
  readonly trustScope?: string;
  readonly grantTypes: readonly string[];
  /** Of the API, in their short form. */
  readonly scopes: readonly string[];
  /** Full scopes of other APIs. */
  readonly otherScopes: readonly string[];
  /** Where people may be sent back to. */
  readonly redirectUris: readonly string[];
  /** Whether these may be other than https. */
  readonly allUrlSchemes: boolean;
}

/** A custom claim of the domain. */
export interface LiveOciClaim {
  readonly name: string;
  readonly value?: string;
  readonly mode?: string;
  readonly tokenType?: string;
  /** Full scopes; absent: all. */
  readonly scopes?: readonly string[];
}

/** What one domain holds of one API. */
export interface LiveOciIam {
  /** Origin of the domain. */
  readonly domain: string;
  /** Of its tokens, by its discovery document; absent where that was not read. */
  readonly issuer?: string;
  /** Whether ORDS can read the keys; absent where that could not be told. */
  readonly publicKeys?: boolean;
  /** Null: there is no app with that audience. */
  readonly api: LiveOciApi | null;
  /** Sorted by name, then by client id. */
  readonly clients: readonly LiveOciClient[];
  readonly claims: readonly LiveOciClaim[];
}
