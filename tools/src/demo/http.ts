import { readFileSync } from 'node:fs';
import { Agent, request } from 'undici';

/** An answer, with what a person looks at when a token is refused. */
export interface Answer {
  readonly status: number;
  readonly challenge: string | undefined;
  readonly body: string;
}

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** Requests to the identity provider and to ORDS, trusting the sandbox's CA. */
export class Http {
  readonly #dispatcher: Agent;

  constructor(caFile: string) {
    this.#dispatcher = new Agent({ connect: { ca: readFileSync(caFile, 'utf8') } });
  }

  /** A GET as curl would send it. */
  async get(url: string, token?: string): Promise<Answer> {
    const { statusCode, headers, body } = await request(url, {
      dispatcher: this.#dispatcher,
      headers: {
        accept: 'application/json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
    });
    const challenge = headers['www-authenticate'];
    return {
      status: statusCode,
      challenge: typeof challenge === 'string' ? challenge : undefined,
      body: await body.text(),
    };
  }

  /** An access token, asked for with JSON or with a form, which may come with a client's Basic header. Throws with the answer. */
  async token(
    url: string,
    asked:
      | { readonly json: Readonly<Record<string, string>> }
      | { readonly form: Readonly<Record<string, string>>; readonly basic?: string },
  ): Promise<string> {
    const answer = await this.send<{ access_token?: string }>(
      'POST',
      url,
      'json' in asked
        ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(asked.json) }
        : {
            headers: {
              'content-type': 'application/x-www-form-urlencoded',
              ...(asked.basic !== undefined && { authorization: `Basic ${asked.basic}` }),
            },
            body: new URLSearchParams(asked.form).toString(),
          },
    );
    if (!answer.access_token) throw new Error(`${url} answered without an access token`);
    return answer.access_token;
  }

  json<T>(method: Method, url: string, token?: string, content?: unknown): Promise<T> {
    return this.send<T>(method, url, {
      headers: {
        'content-type': 'application/json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(content !== undefined && { body: JSON.stringify(content) }),
    });
  }

  /** JSON in the answer. Throws with a status of 400 or more. */
  async send<T>(
    method: Method,
    url: string,
    content: { readonly headers: Readonly<Record<string, string>>; readonly body?: string },
  ): Promise<T> {
    const { statusCode, body } = await request(url, { method, dispatcher: this.#dispatcher, ...content });
    const text = await body.text();
    if (statusCode >= 400) throw new Error(`${method} ${url}: ${statusCode} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  close(): Promise<void> {
    return this.#dispatcher.close();
  }
}
