/** An app role or a permission scope of an application in Microsoft Entra. */
export interface PermissionFacts {
  /** What stands in a token: in `roles`, or as a word of `scp`. */
  readonly value: string;
  /** A disabled one is given to nobody. */
  readonly enabled: boolean;
}

export interface AppRoleFacts extends PermissionFacts {
  /** `Application` for machines, `User` for people. */
  readonly memberTypes: readonly string[];
}

/** What makes a directory sign an application's tokens with a key that is not in its common key set. */
export type OwnKeyFacts = 'signing key' | 'accepts mapped claims' | 'none';

/** The application of an API, with its service principal (facts/entra.md 2.2, 2.4, 3). */
export interface EntraApiFacts {
  /** Of its access tokens; 1 also where the application says nothing. */
  readonly tokenVersion: 1 | 2;
  readonly identifierUris: readonly string[];
  readonly roles: readonly AppRoleFacts[];
  readonly scopes: readonly PermissionFacts[];
  readonly ownKey: OwnKeyFacts;
  /** Null: it has none, so that nobody gets a token for it. */
  readonly principal: { readonly assignmentRequired: boolean } | null;
}

/** The application of a client. */
export interface EntraClientFacts {
  /** False: it has no service principal, so that it gets no token. */
  readonly hasPrincipal: boolean;
  /** When each of its secrets ends, as Graph writes times. */
  readonly secretEnds: readonly string[];
}
