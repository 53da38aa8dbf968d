/** An app role or a permission scope of an application. */
export interface LiveEntraPermission {
  readonly id: string;
  /** As tokens have it; empty: it is in no token. */
  readonly value: string;
  readonly displayName: string;
  readonly description: string;
  readonly enabled: boolean;
  /** Of a role: `Application`, `User`. */
  readonly memberTypes: readonly string[];
  /** Of a scope: whether only administrators may consent to it. */
  readonly adminOnly: boolean;
  /** Of a scope: what people read who are asked to consent to it; empty where they read what administrators do. */
  readonly userConsent?: { readonly displayName: string; readonly description: string };
}

/** The application whose tokens have the audience, as the directory shows it. */
export interface LiveEntraApi {
  /** Object id. */
  readonly id: string;
  readonly clientId: string;
  readonly name: string;
  /** Object id of its service principal; absent: nobody gets a token for it. */
  readonly principalId?: string;
  readonly assignmentRequired: boolean;
  /** Of its access tokens. */
  readonly tokenVersion: number;
  readonly signInAudience: string;
  readonly identifierUris: readonly string[];
  /** Whether its tokens are signed with a key of its own, as those with mapped claims are. */
  readonly mappedClaims: boolean;
  readonly roles: readonly LiveEntraPermission[];
  readonly scopes: readonly LiveEntraPermission[];
  /** Names of the people and groups that have one of its roles. */
  readonly people: readonly string[];
}

/** A role of the API that a client has. */
export interface LiveEntraAssignment {
  readonly id: string;
  /** Of the role; of one that the API does not have, or of none, the id. */
  readonly role: string;
}

/** An application with roles of the API, or one that asks people for its scopes. */
export interface LiveEntraClient {
  /** Object id; absent: it is registered in another directory. */
  readonly id?: string;
  readonly clientId: string;
  readonly name: string;
  readonly description?: string;
  /** Absent without a service principal. */
  readonly principalId?: string;
  /** Whether that may sign in. */
  readonly enabled: boolean;
  readonly signInAudience: string;
  readonly assignments: readonly LiveEntraAssignment[];
  /** Values of the API's scopes that it asks people for; of one that the API does not have the id. */
  readonly scopes: readonly string[];
  /** Of its web platform: there a client has a secret. */
  readonly redirectUris: readonly string[];
  /** Of its other platforms: browsers and devices, which have none. */
  readonly publicRedirectUris: readonly string[];
}

/** What one directory holds of one API. */
export interface LiveEntra {
  readonly tenantId: string;
  /** Null: there is no application with that audience. */
  readonly api: LiveEntraApi | null;
  /** Sorted by name, then by client id. */
  readonly clients: readonly LiveEntraClient[];
}
