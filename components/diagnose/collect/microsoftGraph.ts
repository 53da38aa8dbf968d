import { bulkhead } from 'cockatiel';

import { cloudEndpoints, type CloudEndpoints } from '../../idp/entraCloud';
import { directoryUrl } from '../../idp/entraDirectory';
import type { Http, HttpAnswer, HttpResult } from '../http';
import type { EntraCredentials } from './credentials';
import { refusedOperator } from './entraOperator';
import { CHECK_CLOUD, refusedByGraph, withoutRight } from './graphRefusal';
import type { Json } from './managementReader';
import { endless, MOST_PAGES, noList } from './pages';
import { patient } from './patience';
import { failed, jsonObject, skipped, text, unanswered, UnreadError } from './readings';
import { requestToken } from './tokenRequest';

type Method = 'GET' | 'PATCH' | 'DELETE';

interface Session extends CloudEndpoints {
  readonly token: string;
}

/** Requests under way at once: Graph's limits are per directory and application, and far above this. */
const AT_ONCE = 4;
/** Objects in one answer: the most that Graph gives for applications (learn.microsoft.com, paging). */
const PAGE = 999;
/** Of one answer: a page of applications, each with notes of at most 1024 characters, may pass the default. */
const MOST_BYTES = 10_000_000;

/**
 * Microsoft Graph v1.0 of one directory with one token, which stays in memory. Everything but `replace` and `remove` only reads. The secret goes to no
 * other address for signing in than the one that the manifest names.
 */
export class MicrosoftGraph {
  private readonly few = bulkhead(AT_ONCE, Infinity);
  private session: Promise<Session> | undefined;

  constructor(
    private readonly credentials: EntraCredentials,
    private readonly http: Http,
    /** The address for signing in that is expected; absent: whatever the cloud of the credentials has. */
    private readonly loginEndpoint?: string,
    private readonly timeoutSeconds?: number,
  ) {}

  /**
   * What is at a path below `/v1.0/`; undefined when it does not exist. Throws {@link UnreadError}: skipped when the credentials lack
   * `right`, else failed.
   */
  async get(path: string, right: string): Promise<Json | undefined> {
    const answer = await this.ask('GET', ({ graph }) => `${graph}/v1.0/${path}`, right);
    return answer && parsed(path, answer);
  }

  /**
   * All of a collection; `query` holds OData's options. A collection below an object that does not exist is empty; one of the directory itself always
   * exists. Throws as `get` does, and never gives a part for the whole.
   */
  async list(path: string, query: Readonly<Record<string, string>>, right: string): Promise<Json[]> {
    const all: Json[] = [];
    const options = new URLSearchParams({ ...query, $top: String(PAGE) }).toString();
    let next: string | undefined = `${path}?${options}`;
    for (let page = 0; next !== undefined; page += 1) {
      if (page === MOST_PAGES) throw endless(`Microsoft Graph, ${path},`);
      const part: string = next;
      const answer = await this.ask('GET', ({ graph }) => within(`${graph}/v1.0/`, part), right, {
        mayBeAbsent: page === 0 && path.includes('/'),
      });
      if (!answer) return [];
      const document = parsed(path, answer);
      if (!Array.isArray(document.value)) throw noList(`Microsoft Graph, ${path},`, CHECK_CLOUD);
      all.push(...(document.value as Json[]));
      next = text(document['@odata.nextLink']);
    }
    return all;
  }

  /** Writes members of what is at a path; what does not exist is success. Throws as `get` does. */
  async replace(path: string, members: Json, right: string): Promise<void> {
    await this.ask('PATCH', ({ graph }) => `${graph}/v1.0/${path}`, right, {
      body: JSON.stringify(members),
    });
  }

  /** Deletes what is at a path; what does not exist is success. Throws as `get` does. */
  async remove(path: string, right: string): Promise<void> {
    await this.ask('DELETE', ({ graph }) => `${graph}/v1.0/${path}`, right);
  }

  private async ask(
    method: Method,
    urlOf: (endpoints: CloudEndpoints) => string,
    right: string,
    { body, mayBeAbsent = true }: { readonly body?: string; readonly mayBeAbsent?: boolean } = {},
  ): Promise<HttpAnswer | undefined> {
    const session = await (this.session ??= this.signIn());
    const url = urlOf(session);
    const shown = url.replace(/\?.*$/s, '');
    const result = await this.few.execute(() => this.request(method, url, body));
    if (!result.ok) throw new UnreadError(failed(unanswered('idp.management', shown, result.failure)));
    const { answer } = result;
    if (answer.status === 404 && mayBeAbsent) return undefined;
    if (answer.status === 403) throw new UnreadError(withoutRight(this.credentials.clientId, right, answer));
    if (answer.status < 200 || answer.status > 299) throw new UnreadError(refusedByGraph(shown, answer));
    return answer;
  }

  /** A token that expired in the middle is renewed once; a new one that is refused as well is not what is wrong. */
  private async request(method: Method, url: string, body: string | undefined): Promise<HttpResult> {
    const used = (this.session ??= this.signIn());
    const result = await this.send(method, url, body, await used);
    if (!result.ok || result.answer.status !== 401) return result;
    // Of several requests that met the same end, the first renews for all.
    if (this.session === used) this.session = this.signIn();
    return this.send(method, url, body, await this.session);
  }

  private send(
    method: Method,
    url: string,
    body: string | undefined,
    { token }: Session,
  ): Promise<HttpResult> {
    return patient(this.http)({
      url,
      method,
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      maxBytes: MOST_BYTES,
      ...(body !== undefined && { body }),
      ...this.limit(),
    });
  }

  private async signIn(): Promise<Session> {
    const { tenantId, clientId, clientSecret, cloud } = this.credentials;
    const endpoints = await cloudEndpoints(cloud, this.http);
    if (this.loginEndpoint !== undefined && endpoints.login !== this.loginEndpoint)
      throw new UnreadError(
        skipped(`the credentials of this environment are for ${endpoints.login}, not ${this.loginEndpoint}`),
      );
    const reading = await requestToken(
      {
        kind: 'entra',
        tokenUrl: `${directoryUrl(endpoints.login, tenantId)}/oauth2/v2.0/token`,
        clientId,
        clientSecret,
        audience: endpoints.graph,
        ...this.limit(),
      },
      this.http,
    );
    if (reading.state === 'failed') throw new UnreadError(failed(refusedOperator(reading.failure)));
    if (reading.state !== 'read') throw new UnreadError(reading);
    return { ...endpoints, token: reading.value.token };
  }

  private limit(): { readonly timeoutSeconds?: number } {
    return this.timeoutSeconds === undefined ? {} : { timeoutSeconds: this.timeoutSeconds };
  }
}

/** A link that Graph gives is followed within Graph only: the token goes along. */
function within(base: string, link: string): string {
  if (!/^https?:/i.test(link)) return base + link;
  if (link.startsWith(base)) return link;
  throw new UnreadError(
    failed({
      code: 'idp.management.next_page',
      message: `${base} gives a next page that is somewhere else`,
      remedy: CHECK_CLOUD,
    }),
  );
}

function parsed(path: string, answer: HttpAnswer): Json {
  const document = jsonObject(answer.body);
  if (document) return document;
  throw new UnreadError(
    failed({
      code: 'idp.management.not_json',
      message: `Microsoft Graph does not answer with JSON at ${path.replace(/\?.*$/s, '')}`,
      remedy: CHECK_CLOUD,
    }),
  );
}
