import type { Dispatcher } from 'undici';
import { request } from 'undici';
import { connectionError } from '../../framework/connectionError';
import type { Cloud } from './cloud';

export interface ClientSecret {
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** A token is renewed this long before it expires. */
const EARLY_MS = 60_000;

interface Held {
  readonly token: string;
  readonly usableUntil: number;
}

/** The client_credentials grant for Microsoft Graph: shared by concurrent callers, kept until it expires. */
export class GraphToken {
  private held: Promise<Held> | undefined;

  constructor(
    readonly login: ClientSecret,
    private readonly cloud: Cloud,
    private readonly dispatcher: Dispatcher,
  ) {}

  /** @throws Error `building client: unable to obtain access token: …`. */
  async token(signal: AbortSignal): Promise<string> {
    const earlier = this.held;
    if (earlier !== undefined) {
      const held = await earlier;
      if (Date.now() < held.usableUntil) return held.token;
      if (this.held === earlier) this.held = undefined;
    }
    const pending = (this.held ??= this.fetchToken(signal));
    try {
      return (await pending).token;
    } catch (error) {
      if (this.held === pending) this.held = undefined;
      throw error;
    }
  }

  /** Object id of the caller, as its token says; '' where it says none. */
  async callerId(signal: AbortSignal): Promise<string> {
    const [, payload = ''] = (await this.token(signal)).split('.');
    const { oid } = parse(Buffer.from(payload, 'base64url').toString());
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
    const { access_token: token, expires_in: seconds } = parse(body);
    if (typeof token !== 'string' || token === '')
      throw new Error('building client: unable to obtain access token: the answer holds none');
    const lifetime = typeof seconds === 'number' && seconds > 0 ? seconds * 1000 : Infinity;
    return { token, usableUntil: Date.now() + Math.max(0, lifetime - EARLY_MS) };
  }
}

/** Only the words of an OAuth error are repeated: another body might be anything. */
function refused(status: number, body: string): Error {
  const { error, error_description: description } = parse(body);
  const words = [error, description].filter((word) => typeof word === 'string').join(': ');
  return new Error(
    `building client: unable to obtain access token: clientCredentialsToken: received HTTP status ${status}${words === '' ? '' : ` with response: ${words}`}`,
  );
}

function parse(body: string): Readonly<Record<string, unknown>> {
  try {
    const json: unknown = JSON.parse(body);
    return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
