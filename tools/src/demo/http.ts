import { readFileSync } from 'node:fs';
import { Agent, request } from 'undici';

/** An answer, with what a person looks at when a token is refused. */
export interface Answer {
  readonly status: number;
  readonly challenge: string | undefined;
  readonly body: string;
}

/** Requests to the tenant and to ORDS, trusting the sandbox's CA. */
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

  /** An access token by client_credentials. Throws with the tenant's answer. */
  async token(domain: string, clientId: string, clientSecret: string, audience: string): Promise<string> {
    const answer = await this.json<{ access_token?: string }>(
      'POST',
      `https://${domain}/oauth/token`,
      undefined,
      {
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
        audience,
      },
    );
    if (!answer.access_token) throw new Error('the tenant answered without an access token');
    return answer.access_token;
  }

  async json<T>(
    method: 'GET' | 'POST' | 'PATCH',
    url: string,
    token?: string,
    content?: unknown,
  ): Promise<T> {
    const { statusCode, body } = await request(url, {
      method,
      dispatcher: this.#dispatcher,
      headers: {
        'content-type': 'application/json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(content !== undefined && { body: JSON.stringify(content) }),
    });
    const text = await body.text();
    if (statusCode >= 400) throw new Error(`${method} ${url}: ${statusCode} ${text}`);
    return JSON.parse(text) as T;
  }

  close(): Promise<void> {
    return this.#dispatcher.close();
  }
}
