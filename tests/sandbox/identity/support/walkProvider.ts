import type { Login } from '../../../support/browser';

export interface WebClient {
  readonly id: string;
  readonly secret: string;
}

/** An identity provider of a running sandbox, as far as signing in differs between them. */
export interface WalkProvider {
  readonly issuer: string;
  /** The audience of `orders`, as ORDS compares it. */
  readonly audience: string;
  readonly jwksUrl: string;
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  /** What asks for the scope `orders.read` of it, beside the client and where to go back to. */
  readonly request: Readonly<Record<string, string>> & { readonly scope: string };
  /** Who can sign in: variables of `ords-sandbox env`. */
  readonly user: Login;
  /** What `openid` beside the scope makes of the audience: ORDS refuses a list. */
  readonly openidAudience: 'text' | 'list';
  /** `sub` of whoever that is. */
  readonly subject: RegExp;
  /** A client that people sign in to and come back from to this address, allowed `orders.read`. */
  createClient(name: string, redirectUri: string): Promise<WebClient>;
}
