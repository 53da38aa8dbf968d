/** An API of the tenant as the Management API shows it. */
export interface LiveApi {
  /** Auth0's own id. */
  readonly id: string;
  readonly name?: string;
  readonly signingAlgorithm?: string;
  readonly tokenDialect?: string;
  /** Who gets tokens for people. */
  readonly userPolicy?: string;
  /** Seconds. */
  readonly tokenLifetime?: number;
  readonly scopes: readonly { readonly name: string; readonly description?: string }[];
}

/** A client with a grant for that API, and the grant. */
export interface LiveClient {
  readonly clientId: string;
  readonly name: string;
  readonly description?: string;
  readonly appType?: string;
  readonly grantTypes: readonly string[];
  /** Of its ID tokens. */
  readonly algorithm?: string;
  readonly oidcConformant: boolean;
  /** `client_secret_post` and so on; absent for a client that signs with a key. */
  readonly authenticationMethod?: string;
  /** Where people may be sent back to. */
  readonly redirectUris: readonly string[];
  readonly grant: {
    readonly id: string;
    readonly scopes: readonly string[];
    readonly allScopes: boolean;
    /** Whether the client calls for itself, or for the people who sign in to it. */
    readonly subjectType: 'client' | 'user';
  };
}

/** What one tenant holds of one API. */
export interface LiveAuth0 {
  readonly domain: string;
  /** Null: there is no API with that audience. */
  readonly api: LiveApi | null;
  /** Sorted by name, then by client id. */
  readonly clients: readonly LiveClient[];
  /** Grants for the API that no client of a ProtectedApi can have, by id, each with what it is. */
  readonly otherGrants: readonly { readonly id: string; readonly reason: string }[];
}
