import type { Dispatcher } from 'undici';
import { request } from 'undici';
import { connectionError } from '../../framework/connectionError';
import { type Held, HeldToken, membersOf } from '../../framework/heldToken';
import { TokenError } from './errors';

/** Gives the text of the `Authorization` header's bearer token. */
export interface TokenSource {
  token(signal: AbortSignal): Promise<string>;
}

export function staticToken(token: string): TokenSource {
  return { token: () => Promise.resolve(token) };
}

export interface ClientCredentials {
  /** `https://<domain>`, to which `/oauth/token` is appended as it is. */
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Of the Management API. */
  readonly audience: string;
}

/** A token is renewed this long before it expires (golang.org/x/oauth2). */
const EARLY_MS = 10_000;

/**
 * The client_credentials grant: asked for at the first use, shared by concurrent callers, kept until it expires.
 * The secret goes into a Basic header first, into the form after any failure (facts/auth0.md 1.3).
 */
export class ClientCredentialsToken implements TokenSource {
  private readonly held = new HeldToken((signal) => this.fetchToken(signal));

  constructor(
    private readonly credentials: ClientCredentials,
    private readonly dispatcher: Dispatcher,
  ) {}

  token(signal: AbortSignal): Promise<string> {
    return this.held.token(signal);
  }

  private async fetchToken(signal: AbortSignal): Promise<Held> {
    const { clientId, clientSecret } = this.credentials;
    const basic = Buffer.from(`${formEncode(clientId)}:${formEncode(clientSecret)}`).toString('base64');
    try {
      return await this.ask({ authorization: `Basic ${basic}` }, {}, signal);
    } catch {
      signal.throwIfAborted();
      return this.ask({}, { client_id: clientId, client_secret: clientSecret }, signal);
    }
  }

  private async ask(
    headers: Record<string, string>,
    inForm: Record<string, string>,
    signal: AbortSignal,
  ): Promise<Held> {
    const { baseUrl, audience } = this.credentials;
    const form = new URLSearchParams({ ...inForm, audience, grant_type: 'client_credentials' });
    form.sort();
    const url = `${baseUrl}/oauth/token`;
    const answer = await request(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
      dispatcher: this.dispatcher,
      signal,
    }).catch((error: unknown) => {
      throw connectionError(url, error);
    });
    const body = await answer.body.text();
    if (answer.statusCode >= 400) throw new TokenError(refusal(answer.statusCode, body));
    return held(body);
  }
}

function formEncode(text: string): string {
  return new URLSearchParams({ '': text }).toString().slice(1);
}

/** `oauth2: "access_denied" "Unauthorized"`; a body that is no OAuth error is named by its status alone. */
function refusal(status: number, body: string): string {
  const { error, error_description: description } = membersOf(body);
  if (typeof error !== 'string') return `oauth2: cannot fetch token: ${status}`;
  return `oauth2: ${JSON.stringify(error)}${typeof description === 'string' ? ` ${JSON.stringify(description)}` : ''}`;
}

function held(body: string): Held {
  const { access_token: token, expires_in: seconds } = membersOf(body);
  if (typeof token !== 'string' || token === '')
    throw new TokenError('oauth2: server response missing access_token');
  const lifetime = typeof seconds === 'number' && seconds > 0 ? seconds * 1000 - EARLY_MS : Infinity;
  return { token, usableUntil: Date.now() + lifetime };
}
