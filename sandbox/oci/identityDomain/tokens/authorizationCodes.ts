import { createHash, randomBytes } from 'node:crypto';
import { invalidGrant } from './tokenErrors';
import type { SignedIn } from './tokenSubject';

/** facts/oci-iam.md 2.1. */
const VALIDITY_MS = 3 * 60 * 1000;

/** What was agreed with a user at the authorize endpoint. */
export interface Authorization {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scope: string;
  readonly signedIn: SignedIn;
  readonly nonce: string | undefined;
  readonly claims: readonly string[];
  /** S256. */
  readonly codeChallenge: string | undefined;
}

/** Codes that are still to be exchanged: each works once, for three minutes. They do not outlive the process. */
export class AuthorizationCodes {
  private readonly open = new Map<string, Authorization & { readonly expiresAt: number }>();

  constructor(private readonly clock: () => Date) {}

  issue(authorization: Authorization): string {
    const code = randomBytes(32).toString('base64url');
    this.open.set(code, { ...authorization, expiresAt: this.clock().getTime() + VALIDITY_MS });
    return code;
  }

  /** Uses a code up, whether or not the rest is right. Throws OAuthError `invalid_grant`. */
  redeem(
    code: string | undefined,
    clientId: string,
    redirectUri: string | undefined,
    codeVerifier: string | undefined,
  ): Authorization {
    const found = this.open.get(code ?? '');
    this.open.delete(code ?? '');
    if (!found || found.clientId !== clientId || found.expiresAt <= this.clock().getTime())
      throw invalidGrant('The authorization code is not valid.');
    if (redirectUri !== found.redirectUri)
      throw invalidGrant('The redirect URI is not that of the authorization.');
    if (found.codeChallenge !== undefined && challengeOf(codeVerifier ?? '') !== found.codeChallenge)
      throw invalidGrant('The code verifier is not that of the authorization.');
    return found;
  }
}

function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}
