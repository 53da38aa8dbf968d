import type { Dispatcher } from 'undici';
import { request } from 'undici';
import { connectionError } from '../../framework/connectionError';
import { type Held, HeldToken, membersOf } from '../../framework/heldToken';
import type { Cloud } from './cloud';

export interface ClientSecret {
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** A token is renewed this long before it expires. */
const EARLY_MS = 60_000;

/** The client_credentials grant for Microsoft Graph: shared by concurrent callers, kept until it expires. */
export class GraphToken {
  private readonly held = new HeldToken((signal) => this.fetchToken(signal));

  constructor(
    readonly login: ClientSecret,
    private readonly cloud: Cloud,
    private readonly dispatcher: Dispatcher,
  ) {}

  /** @throws Error `building client: unable to obtain access token: …`. */
  token(signal: AbortSignal): Promise<string> {
    return this.held.token(signal);
  }

  /** Object id of the caller, as its token says; '' where it says none. */
  async callerId(signal: AbortSignal): Promise<string> {
    const [, payload = ''] = (await this.token(signal)).split('.');
    const { oid } = membersOf(Buffer.from(payload, 'base64url').toString());
    return typeof oid === 'string' ? oid : '';
  }

  private async fetchToken(signal: AbortSignal): Promise<Held> {
    const { tenantId, clientId, clientSecret } = this.login;
    const url = `${this.cloud.login}/${tenantId}/oauth2/v2.0/token`;
    const form = new URLSearchParams({
      client_id: clientId,
      client_secret: clientSecret,
      grant_type: 'client_credentials',
      scope: `${this.cloud.graph}/.default`,
    });
    const answer = await request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
      dispatcher: this.dispatcher,
      signal,
    }).catch((error: unknown) => {
      throw connectionError(url, error);
    });
    const body = await answer.body.text();
    if (answer.statusCode !== 200) throw refused(answer.statusCode, body);
    const { access_token: token, expires_in: seconds } = membersOf(body);
    if (typeof token !== 'string' || token === '')
      throw new Error('building client: unable to obtain access token: the answer holds none');
    const lifetime = typeof seconds === 'number' && seconds > 0 ? seconds * 1000 : Infinity;
    return { token, usableUntil: Date.now() + Math.max(0, lifetime - EARLY_MS) };
  }
}

/** Only the words of an OAuth error are repeated: another body might be anything. */
function refused(status: number, body: string): Error {
  const { error, error_description: description } = membersOf(body);
  const words = [error, description].filter((word) => typeof word === 'string').join(': ');
  return new Error(
    `building client: unable to obtain access token: clientCredentialsToken: received HTTP status ${status}${words === '' ? '' : ` with response: ${words}`}`,
  );
}
