import { setTimeout as sleep } from 'node:timers/promises';
import type { Dispatcher } from 'undici';
import { request } from 'undici';
import { connectionError } from '../../framework/connectionError';
import { isJsonObject, type Json, type JsonObject } from '../../framework/properties/mapping';
import type { Pace } from '../pace';
import { PLUGIN_VERSION } from '../version';
import type { Cloud } from './cloud';
import { graphError, isNotFound } from './errors';
import { Locks } from './locks';
import { type Answer, type RetryOn, sendWithRetries } from './retry';
import type { ClientSecret, GraphToken } from './token';

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** One call of Microsoft Graph. */
export interface Call {
  /** Begins with a slash, escaped. */
  readonly path: string;
  readonly version?: 'v1.0' | 'beta';
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: JsonObject;
  readonly retryOn?: RetryOn;
}

const OBSERVATIONS = 5;
const CONTENT = 'application/json; charset=utf-8';

/** Microsoft Graph with the calls, headers and waits of the official plugin (facts/entra.md 1). */
export class GraphApi {
  private readonly locks = new Locks();

  constructor(
    private readonly options: {
      readonly cloud: Cloud;
      readonly tokens: GraphToken;
      readonly dispatcher: Dispatcher;
      readonly pace: Pace;
      readonly signal: AbortSignal;
      /** Object id of the caller. */
      readonly callerId: string;
    },
  ) {}

  get callerId(): string {
    return this.options.callerId;
  }

  get login(): Omit<ClientSecret, 'clientSecret'> {
    return this.options.tokens.login;
  }

  /** How a body names an object by its id. */
  directoryObject(id: string): string {
    return `${this.options.cloud.graph}/v1.0/directoryObjects/${id}`;
  }

  /** @throws GraphError on a status of 400 or more; so do the others. */
  async get(call: Call): Promise<JsonObject> {
    return this.json('GET', call);
  }

  /** Every object of a list, page by page. */
  async list(call: Call): Promise<readonly JsonObject[]> {
    const items: JsonObject[] = [];
    for (let page = await this.get(call); ;) {
      items.push(...(Array.isArray(page.value) ? page.value.filter(isJsonObject) : []));
      const next = page['@odata.nextLink'];
      if (typeof next !== 'string') return items;
      page = jsonOf(await this.send('GET', next, call));
    }
  }

  async post(call: Call): Promise<JsonObject> {
    return this.json('POST', call);
  }

  async patch(call: Call): Promise<void> {
    await this.json('PATCH', call);
  }

  async delete(path: string): Promise<void> {
    await this.json('DELETE', { path });
  }

  /** One at a time for each application. */
  async locked<Result>(objectId: string, work: () => Promise<Result>): Promise<Result> {
    return this.locks.run(objectId, work);
  }

  /** Looks until a deletion has been seen five times in a row. */
  async waitUntilGone(isThere: () => Promise<boolean>): Promise<void> {
    const isGone = async (): Promise<true | undefined> => {
      const found = await isThere().catch((error: unknown) => {
        if (isNotFound(error)) return false;
        throw error;
      });
      return found ? undefined : true;
    };
    await this.observe(isGone, this.options.pace.goneInterval, OBSERVATIONS);
  }

  /** Looks until something new has been seen five times in a row, and returns what was seen last. */
  async waitUntilThere<Found>(look: () => Promise<Found | undefined>): Promise<Found> {
    return this.observe(look, this.options.pace.thereInterval, OBSERVATIONS);
  }

  /** Looks until something has been seen once. */
  async waitUntil<Found>(look: () => Promise<Found | undefined>): Promise<Found> {
    return this.observe(look, this.options.pace.thereInterval, 1);
  }

  private async observe<Found>(
    look: () => Promise<Found | undefined>,
    interval: number,
    times: number,
  ): Promise<Found> {
    const { pace, signal } = this.options;
    const end = Date.now() + pace.deadline;
    for (let seen = 0; ;) {
      const found = await look();
      seen = found === undefined ? 0 : seen + 1;
      if (found !== undefined && seen === times) return found;
      if (Date.now() > end) throw new Error('timeout while waiting for state to become settled');
      await sleep(interval, undefined, { signal });
    }
  }

  private async json(method: Method, call: Call): Promise<JsonObject> {
    const { path, version = 'v1.0', query = {} } = call;
    const search = new URLSearchParams(query);
    const url = `${this.options.cloud.graph}/${version}${path}${search.size === 0 ? '' : `?${search.toString()}`}`;
    return jsonOf(await this.send(method, url, call));
  }

  private async send(method: Method, url: string, { body, retryOn }: Call): Promise<Answer> {
    const { pace, signal } = this.options;
    const answer = await sendWithRetries(() => this.sendOnce(method, url, body), pace, signal, retryOn).catch(
      (error: unknown) => {
        signal.throwIfAborted();
        throw connectionError(`${method} ${url}`, error);
      },
    );
    if (answer.status >= 400) throw graphError(answer.status, answer.body);
    return answer;
  }

  private async sendOnce(method: Method, url: string, body: JsonObject | undefined): Promise<Answer> {
    const { tokens, dispatcher, signal } = this.options;
    const answer = await request(url, {
      method,
      headers: {
        authorization: `Bearer ${await tokens.token(signal)}`,
        accept: `${CONTENT}; IEEE754Compatible=false`,
        'content-type': CONTENT,
        'odata-version': '4.0',
        'odata-maxversion': '4.0',
        'user-agent': `ords-sandbox-azuread-plugin/${PLUGIN_VERSION}`,
      },
      body: body === undefined ? null : JSON.stringify(body),
      dispatcher,
      signal,
    });
    return { status: answer.statusCode, headers: answer.headers, body: await answer.body.text() };
  }
}

function jsonOf({ body }: Answer): JsonObject {
  const json = body.trim() === '' ? {} : (JSON.parse(body) as Json);
  if (!isJsonObject(json)) throw new Error('Microsoft Graph did not answer with an object');
  return json;
}
