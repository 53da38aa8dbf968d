/** Somebody who has signed in, as a record of the provider. */
export interface SignedIn<User> {
  readonly user: User;
  readonly sessionId: string;
  /** Seconds since 1970. */
  readonly authenticatedAt: number;
}
