import { bulkhead } from 'cockatiel';

import { refusedKey } from '../../oci/refusedKey';
import { describeRefusal } from '../../oci/scimError';
import type { Http, HttpAnswer, HttpRequest } from '../http';
import type { SignRequest } from './credentials';
import type { Json } from './managementReader';
import { endless, MOST_PAGES } from './pages';
import { patient } from './patience';
import { failed, jsonObject, skipped, unanswered, unexpected, UnreadError } from './readings';

/** Requests under way at once: a free domain takes 10 a second (facts/oci-iam.md 1.8). */
const AT_ONCE = 4;
/** Objects in one answer. */
const PAGE = 50;

/** The SCIM interface of one identity domain, `/admin/v1`, with signed requests. Only what is called by such a name writes. */
export class IdentityDomain {
  private readonly few = bulkhead(AT_ONCE, Infinity);
  /** The domain has answered to the key: a 401 is about a right then. */
  private isKeyKnown = false;

  constructor(
    /** `https://<host>`, without a slash. */
    private readonly url: string,
    private readonly sign: SignRequest,
    private readonly http: Http,
    private readonly timeoutSeconds?: number,
  ) {}

  /**
   * Every object of a kind (`Apps`) that a filter lets through. Throws {@link UnreadError}: skipped when the credentials lack the
   * right, else failed; `oci.domain.credentials` where the domain does not accept the key itself.
   */
  async list(kind: string, filter: string | undefined, attributes: readonly string[]): Promise<Json[]> {
    const all: Json[] = [];
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const query = new URLSearchParams({
        ...(filter !== undefined && { filter }),
        // Whoever may read client secrets would otherwise be sent them.
        attributes: attributes.join(','),
        startIndex: String(all.length + 1),
        count: String(PAGE),
      });
      const answer = await this.ask('GET', `${kind}?${query.toString()}`);
      const document = jsonObject(answer?.body ?? '');
      if (!document) throw new UnreadError(failed(notJson(`${this.url}/admin/v1/${kind}`)));
      const items = Array.isArray(document.Resources) ? (document.Resources as Json[]) : [];
      all.push(...items);
      // A domain that gives fewer than asked for says how many there are.
      if (items.length === 0 || all.length >= Number(document.totalResults ?? 0)) return all;
    }
    throw endless(`${this.url}/admin/v1/${kind}`);
  }

  /** Changes one attribute of an app; what does not exist is success. Throws as `list` does. */
  async replace(id: string, attribute: string, value: unknown): Promise<void> {
    await this.ask('PATCH', `Apps/${encodeURIComponent(id)}`, {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'replace', path: attribute, value }],
    });
  }

  /** Deletes an app, which must not be active (facts/oci-iam.md 1.7); what does not exist is success. Throws as `list` does. */
  async remove(id: string): Promise<void> {
    await this.ask('DELETE', `Apps/${encodeURIComponent(id)}`);
  }

  private async ask(method: string, path: string, body?: object): Promise<HttpAnswer | undefined> {
    const url = `${this.url}/admin/v1/${path}`;
    const shown = url.replace(/\?.*$/s, '');
    const request: HttpRequest = {
      url,
      method,
      headers: {
        accept: 'application/json',
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
      ...(this.timeoutSeconds !== undefined && { timeoutSeconds: this.timeoutSeconds }),
    };
    const result = await this.few.execute(() =>
      // A signature holds the time: each attempt has its own.
      patient(async (attempt) => this.http(await this.sign(attempt)))(request),
    );
    if (!result.ok) throw new UnreadError(failed(unanswered('idp.management', shown, result.failure)));
    const { answer } = result;
    if (answer.status === 404 && method !== 'GET') return undefined;
    if (answer.status === 401 && !this.isKeyKnown) throw new UnreadError(failed(notAccepted(answer)));
    this.isKeyKnown ||= answer.status < 300 || answer.status === 403;
    // OCI answers either status to whoever lacks the right (facts/oci-iam.md 1.5).
    if (answer.status === 401 || answer.status === 403) throw new UnreadError(skipped(noRight(answer)));
    if (answer.status < 200 || answer.status > 299)
      throw new UnreadError(failed(refusal(method, shown, answer)));
    return answer;
  }
}

function notAccepted(answer: HttpAnswer) {
  const { code, cause, remedy } = refusedKey(answer);
  const said = describeRefusal(answer.status, answer.body);
  const why = cause === undefined ? '' : `; ${cause}`;
  return {
    code,
    message: `the domain does not accept the OCI credentials of this environment (${said})${why}`,
    remedy,
  };
}

function noRight(answer: HttpAnswer): string {
  return `the OCI credentials of this environment may not use the domain's REST interface (${describeRefusal(answer.status, answer.body)}); they need the role Identity Domain Administrator, or to read domains`;
}

function refusal(method: string, url: string, answer: HttpAnswer) {
  const unread = unexpected(
    'idp.management',
    url,
    answer,
    answer.status === 429
      ? 'the domain takes no more requests for now: wait, then run the same command again'
      : 'check the URL of the domain, or run the same command again later',
  );
  return { ...unread, message: `${method} ${url} answers ${describeRefusal(answer.status, answer.body)}` };
}

function notJson(url: string) {
  return {
    code: 'idp.management.not_json',
    message: `${url} does not answer with JSON`,
    remedy: 'check the URL of the domain',
  };
}
