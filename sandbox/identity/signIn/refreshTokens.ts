import { randomBytes } from 'node:crypto';

/** What a provider remembers of a refresh token. */
export interface RefreshToken {
  readonly token: string;
  readonly clientId: string;
  readonly userId: string;
  /** As requested when the user signed in. */
  readonly scope: string;
  readonly sessionId: string;
  /** Milliseconds since 1970; null: never. */
  readonly expiresAt: number | null;
}

export function newRefreshToken(): string {
  return randomBytes(48).toString('base64url');
}

/** The record of a token that this client may still use. */
export function liveRefreshToken<Token extends RefreshToken>(
  known: readonly Token[],
  token: string | undefined,
  clientId: string,
  now: Date,
): Token | undefined {
  const found = known.find((one) => one.token === token && one.clientId === clientId);
  return found && (found.expiresAt === null || found.expiresAt > now.getTime()) ? found : undefined;
}
