import { bulkhead } from 'cockatiel';

import { quote } from '../../rules/text';
import type { Http, HttpAnswer, HttpResult } from '../http';
import type { ManagementCredentials } from './credentials';
import { patient } from './patience';
import { failed, skipped, text, unanswered, unexpected, UnreadError } from './readings';
import { requestToken } from './tokenRequest';

type Method = 'GET' | 'DELETE';

/** Requests under way at once: a free tenant takes 2 a second (facts/auth0.md 3.5), and each of these waits for its turn. */
const AT_ONCE = 2;

/** The Management API of one tenant with one token, which stays in memory. Everything but `remove` only reads. */
export class Auth0Management {
  private readonly few = bulkhead(AT_ONCE, Infinity);
  private token: Promise<string> | undefined;

  constructor(
    /** `https://<domain>`, without a slash. */
    private readonly tenant: string,
    private readonly credentials: ManagementCredentials,
    private readonly http: Http,
    private readonly timeoutSeconds?: number,
  ) {}

  /**
   * What is at a path below `/api/v2/`; undefined when it does not exist. Throws {@link UnreadError}: skipped when the
   * credentials lack `scope`, else failed.
   */
  async get(path: string, scope: string): Promise<unknown> {
    const answer = await this.ask('GET', path, scope);
    return answer && parsed(`${this.tenant}/api/v2/${path}`, answer);
  }

  /** Deletes what is at a path; what does not exist is success. Throws {@link UnreadError} as `get` does. */
  async remove(path: string, scope: string): Promise<void> {
    await this.ask('DELETE', path, scope);
  }

  private async ask(method: Method, path: string, scope: string): Promise<HttpAnswer | undefined> {
    const url = `${this.tenant}/api/v2/${path}`;
    const result = await this.few.execute(() => this.request(method, url));
    if (!result.ok)
      throw new UnreadError(failed(unanswered('idp.management', withoutParameters(url), result.failure)));
    const { answer } = result;
    if (answer.status === 404) return undefined;
    if (answer.status === 403) {
      throw new UnreadError(
        skipped(`client ${quote(this.credentials.clientId)} lacks the scope ${scope} on the Management API`),
      );
    }
    if (answer.status !== 200 && answer.status !== 204)
      throw new UnreadError(failed(this.refusal(url, answer)));
    return answer;
  }

  /** A token that expired in the middle is renewed once; a new one that is refused as well is not what is wrong. */
  private async request(method: Method, url: string): Promise<HttpResult> {
    const asked = (this.token ??= this.requestToken());
    const result = await this.send(method, url, await asked);
    if (!result.ok || result.answer.status !== 401) return result;
    // Of several requests that met the same end, the first renews for all.
    if (this.token === asked) this.token = this.requestToken();
    return this.send(method, url, await this.token);
  }

  private send(method: Method, url: string, token: string): Promise<HttpResult> {
    return patient(this.http)({
      url,
      method,
      headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
      ...(this.timeoutSeconds !== undefined && { timeoutSeconds: this.timeoutSeconds }),
    });
  }

  private async requestToken(): Promise<string> {
    const reading = await requestToken(
      {
        tokenUrl: `${this.tenant}/oauth/token`,
        ...this.credentials,
        audience: `${this.tenant}/api/v2/`,
        ...(this.timeoutSeconds !== undefined && { timeoutSeconds: this.timeoutSeconds }),
      },
      this.http,
    );
    if (reading.state === 'read') return reading.value.token;
    // Credentials of an ordinary client are no mistake: then there is just no view from that side.
    if (reading.state === 'failed' && reading.failure.code === 'idp.token.not_granted') {
      throw new UnreadError(
        skipped(`client ${quote(this.credentials.clientId)} has no grant for the Management API`),
      );
    }
    throw new UnreadError(reading);
  }

  private refusal(url: string, answer: HttpAnswer) {
    const remedy =
      answer.status === 429
        ? 'the tenant takes no more requests for now: wait, then run the same command again'
        : 'check domain and credentials of the Management API, or run the same command again later';
    return unexpected('idp.management', withoutParameters(url), answer, remedy);
  }
}

function withoutParameters(url: string): string {
  return url.replace(/\?.*$/s, '');
}

function parsed(url: string, answer: HttpAnswer): unknown {
  try {
    return JSON.parse(answer.body) as unknown;
  } catch {
    throw new UnreadError(
      failed({
        code: 'idp.management.not_json',
        message: `${withoutParameters(url)} answers with ${text(answer.headers['content-type']) ?? 'something'}, not with JSON`,
        remedy: 'check the domain of the tenant',
      }),
    );
  }
}
