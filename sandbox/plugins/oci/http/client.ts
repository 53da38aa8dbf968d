import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { request, type Dispatcher } from 'undici';
import { connectionError } from '../../framework/connectionError';
import { isJsonObject, type Json, type JsonObject } from '../../framework/properties/mapping';
import type { Pace } from '../pace';
import { PLUGIN_VERSION } from '../version';
import { serviceError } from './errors';
import { sendWithRetries, type Answer } from './retry';
import { signatureHeaders, type SigningKey } from './signature';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** One call. The path begins with a slash and is escaped already. */
export interface Call {
  readonly method: Method;
  readonly path: string;
  readonly query?: Readonly<Record<string, readonly string[]>>;
  /** `authorization` takes the place of the signature. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: JsonObject;
  /** A deletion may not be known everywhere yet: a 404 that means two things is tried again. */
  readonly afterDeletion?: boolean;
}

export interface ClientOptions {
  readonly key: SigningKey;
  readonly dispatcher: Dispatcher;
  readonly pace: Pace;
  /** Ends requests and waits when the engine cancels. */
  readonly signal: AbortSignal;
}

/** Signs and sends requests to the services of a tenancy, trying again what is worth it. */
export class OciClient {
  readonly pace: Pace;

  constructor(private readonly options: ClientOptions) {
    this.pace = options.pace;
  }

  /** @throws ServiceError on a status of 400 or more, Error where there is no connection. */
  async send(origin: string, call: Call): Promise<Answer> {
    const { pace, signal } = this.options;
    const url = new URL(origin + call.path);
    for (const [name, values] of Object.entries(call.query ?? {})) {
      for (const value of values) url.searchParams.append(name, value);
    }
    url.searchParams.sort();
    const asked = { method: call.method, url: url.href, requestId: randomUUID() };
    const retryToken = randomUUID();
    const answer = await sendWithRetries(
      () => this.sendOnce(url, call, asked.requestId, retryToken),
      pace,
      signal,
      call.afterDeletion === true,
    ).catch((error: unknown) => {
      signal.throwIfAborted();
      throw connectionError(`${call.method} ${url.href}`, error);
    });
    if (answer.status >= 400) throw serviceError(answer.status, answer.body.toString('utf8'), asked);
    return answer;
  }

  async json(origin: string, call: Call): Promise<JsonObject> {
    return jsonOf(await this.send(origin, call));
  }

  async pause(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.options.signal });
  }

  private async sendOnce(url: URL, call: Call, requestId: string, retryToken: string): Promise<Answer> {
    const { method } = call;
    const withBody = method === 'POST' || method === 'PUT';
    const body = withBody ? JSON.stringify(sorted(call.body ?? {})) : undefined;
    const answer = await request(url, {
      method,
      headers: {
        ...signatureHeaders({ method, url, body, date: new Date() }, this.options.key),
        ...call.headers,
        accept: 'application/json',
        'opc-request-id': requestId,
        'opc-client-info': `ords-sandbox-oci-plugin/${PLUGIN_VERSION}`,
        ...(method === 'POST' ? { 'opc-retry-token': retryToken } : {}),
      },
      body: body ?? null,
      dispatcher: this.options.dispatcher,
      signal: this.options.signal,
    });
    const bytes = Buffer.from(await answer.body.arrayBuffer());
    return { status: answer.statusCode, headers: answer.headers, body: bytes };
  }
}

/** The object in an answer; an empty answer is an empty object. */
export function jsonOf({ body }: Answer): JsonObject {
  const text = body.toString('utf8').trim();
  const json = text === '' ? {} : (JSON.parse(text) as Json);
  if (!isJsonObject(json)) throw new Error('the service did not answer with an object');
  return json;
}

/** Bodies list their members by name. */
function sorted(body: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(body).sort(([left], [right]) => (left < right ? -1 : 1)));
}
