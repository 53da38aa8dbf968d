import { Agent, request } from 'undici';
import type { TestSandbox } from './sandbox';

/** Requests as a caller of the API makes them, and as an operator of both sides does. */
export class Requests {
  private readonly dispatcher: Agent;

  constructor(private readonly sandbox: TestSandbox) {
    this.dispatcher = new Agent({ connect: { ca: sandbox.ca } });
  }

  async status(url: string, token?: string): Promise<number> {
    const { statusCode, body } = await request(url, {
      dispatcher: this.dispatcher,
      ...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }),
    });
    await body.dump();
    return statusCode;
  }

  async json<T>(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    url: string,
    content?: unknown,
    token?: string,
  ): Promise<T> {
    const { statusCode, body } = await request(url, {
      method,
      dispatcher: this.dispatcher,
      headers: {
        ...(content !== undefined && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(content !== undefined && { body: JSON.stringify(content) }),
    });
    const text = await body.text();
    if (statusCode >= 400) throw new Error(`${method} ${url}: ${statusCode} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  async token(clientId: string, clientSecret: string, audience: string): Promise<string> {
    const answer = await this.json<{ access_token: string }>('POST', `${this.tenant()}/oauth/token`, {
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      audience,
    });
    return answer.access_token;
  }

  /** A call of the Management API as the operator. */
  async manage<T>(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, content?: unknown): Promise<T> {
    const token = await this.token(
      this.sandbox.environment['AUTH0_CLIENT_ID'] ?? '',
      this.sandbox.environment['AUTH0_CLIENT_SECRET'] ?? '',
      `${this.tenant()}/api/v2/`,
    );
    return this.json(method, `${this.tenant()}/api/v2/${path}`, content, token);
  }

  close(): Promise<void> {
    return this.dispatcher.close();
  }

  private tenant(): string {
    return `https://${this.sandbox.environment['AUTH0_DOMAIN']}`;
  }
}
