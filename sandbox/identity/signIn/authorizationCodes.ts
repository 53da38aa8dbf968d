import { randomBytes } from 'node:crypto';
import type { TokenParameters } from '../tokenParameters';
import { type CodeChallenge, verifierFits } from './pkce';

/** What a code is bound to. */
export interface CodeBinding {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly codeChallenge: CodeChallenge | undefined;
}

/** A provider's errors for a code that is not exchanged. */
export interface CodeRefusals {
  /** Unknown, used, too old, or another client's. */
  invalid(): Error;
  redirectUri(sent: string | undefined, expected: string): Error;
  verifier(): Error;
}

/** Codes that are still to be exchanged: each works once, for its client. They do not outlive the process. */
export class AuthorizationCodes<Agreement extends CodeBinding> {
  private readonly open = new Map<string, { readonly agreement: Agreement; readonly expiresAt: number }>();

  constructor(
    /** Milliseconds that a code lives. */
    private readonly validity: number,
    private readonly clock: () => Date,
    private readonly refusals: CodeRefusals,
  ) {}

  issue(agreement: Agreement): string {
    const code = randomBytes(32).toString('base64url');
    this.open.set(code, { agreement, expiresAt: this.clock().getTime() + this.validity });
    return code;
  }

  /** Uses the code of a token request up, whether or not the rest is right. Throws as the refusals say. */
  redeem(parameters: TokenParameters, clientId: string): Agreement {
    const { code = '', redirect_uri: redirectUri, code_verifier: verifier } = parameters;
    const found = this.open.get(code);
    this.open.delete(code);
    if (!found || found.agreement.clientId !== clientId || found.expiresAt <= this.clock().getTime())
      throw this.refusals.invalid();
    const { agreement } = found;
    if (redirectUri !== agreement.redirectUri)
      throw this.refusals.redirectUri(redirectUri, agreement.redirectUri);
    if (!verifierFits(agreement.codeChallenge, verifier)) throw this.refusals.verifier();
    return agreement;
  }
}
