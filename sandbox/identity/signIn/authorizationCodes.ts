import { randomBytes } from 'node:crypto';
import type { TokenParameters } from '../tokenParameters';
import { type CodeChallenge, verifierFits } from './pkce';

/** What a code is bound to. */
export interface CodeBinding {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly codeChallenge: CodeChallenge | undefined;
}

/** Why a code is none. */
export type InvalidCode = 'unknown' | 'used' | 'too old' | "another client's";

/** A provider's errors for a code that is not exchanged. */
export interface CodeRefusals {
  invalid(why: InvalidCode): Error;
  redirectUri(sent: string | undefined, expected: string): Error;
  verifier(): Error;
}

/** Codes that are still to be exchanged: each works once, for its client. They do not outlive the process. */
export class AuthorizationCodes<Agreement extends CodeBinding> {
  private readonly used = new Set<string>();
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
    if (!found) throw this.refusals.invalid(this.used.has(code) ? 'used' : 'unknown');
    this.used.add(code);
    const { agreement, expiresAt } = found;
    if (agreement.clientId !== clientId) throw this.refusals.invalid("another client's");
    if (expiresAt <= this.clock().getTime()) throw this.refusals.invalid('too old');
    if (redirectUri !== agreement.redirectUri)
      throw this.refusals.redirectUri(redirectUri, agreement.redirectUri);
    if (!verifierFits(agreement.codeChallenge, verifier)) throw this.refusals.verifier();
    return agreement;
  }
}
