import { STATUS_CODES } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Dispatcher } from 'undici';
import { request } from 'undici';
import { isJsonObject, type Json, type JsonObject } from '../../framework/properties/mapping';
import { connectionError } from '../../framework/connectionError';
import { ManagementError } from './errors';
import { managementPath } from './paths';
import { sendWithRetries, type Answer } from './retry';
import type { TokenSource } from './token';
import type { Waits } from './waits';

export type Query = Readonly<Record<string, string>>;
type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

export interface ManagementApiOptions {
  /** `https://<host>[:port]`. */
  readonly origin: string;
  readonly tokens: TokenSource;
  readonly dispatcher: Dispatcher;
  readonly waits: Waits;
  /** Ends requests and waits when the engine cancels. */
  readonly signal: AbortSignal;
  readonly userAgent: string;
}

/** Auth0's Management API v2, as far as the five resources need it. Paths are lists of unescaped segments. */
export class ManagementApi {
  readonly waits: Waits;

  constructor(private readonly options: ManagementApiOptions) {
    this.waits = options.waits;
  }

  /** @throws ManagementError on a status of 400 or more; so do the others. */
  async get(path: readonly string[], query?: Query): Promise<JsonObject> {
    return objectOf(await this.call('GET', path, query));
  }

  /** For the routes that answer with a bare array. */
  async getList(path: readonly string[], query?: Query): Promise<readonly Json[]> {
    const body = await this.call('GET', path, query);
    if (!Array.isArray(body))
      throw new Error(`GET ${managementPath(path, query)} did not answer with an array`);
    return body;
  }

  async post(path: readonly string[], body: JsonObject): Promise<JsonObject> {
    return objectOf(await this.call('POST', path, undefined, body));
  }

  async patch(path: readonly string[], body: JsonObject): Promise<void> {
    await this.call('PATCH', path, undefined, body);
  }

  async delete(path: readonly string[]): Promise<void> {
    await this.call('DELETE', path);
  }

  async pause(milliseconds: number): Promise<void> {
    if (milliseconds > 0) await sleep(milliseconds, undefined, { signal: this.options.signal });
  }

  private async call(
    method: Method,
    path: readonly string[],
    query?: Query,
    body?: JsonObject,
  ): Promise<Json> {
    const { signal, tokens, waits } = this.options;
    const token = await tokens.token(signal);
    const url = this.options.origin + managementPath(path, query);
    const answer = await sendWithRetries(() => this.send(method, url, token, body), waits, signal).catch(
      (error: unknown) => {
        signal.throwIfAborted();
        throw connectionError(`${method} ${url}`, error);
      },
    );
    if (answer.status >= 400) throw managementError(answer);
    return answer.body.trim() === '' ? {} : (JSON.parse(answer.body) as Json);
  }

  private async send(
    method: Method,
    url: string,
    token: string,
    body: JsonObject | undefined,
  ): Promise<Answer> {
    const answer = await request(url, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'user-agent': this.options.userAgent,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? null : `${JSON.stringify(body)}\n`,
      dispatcher: this.options.dispatcher,
      signal: this.options.signal,
    });
    return { status: answer.statusCode, headers: answer.headers, body: await answer.body.text() };
  }
}

function objectOf(json: Json): JsonObject {
  if (!isJsonObject(json)) throw new Error('the Management API did not answer with an object');
  return json;
}

/** Auth0's own error object where there is one, else the HTTP status. */
function managementError({ status, body }: Answer): ManagementError {
  let json: Json = null;
  try {
    json = JSON.parse(body) as Json;
  } catch {
    // A proxy's page; the status says enough.
  }
  const error = isJsonObject(json) ? json : {};
  return new ManagementError(
    typeof error.statusCode === 'number' ? error.statusCode : status,
    typeof error.error === 'string' ? error.error : (STATUS_CODES[status] ?? 'Error'),
    typeof error.message === 'string' ? error.message : 'no message',
  );
}
