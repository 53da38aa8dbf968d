import { Agent, request } from 'undici';
import type { TestSandbox } from './sandbox';

/** Requests over HTTPS that trust the sandbox's CA, as a caller of the API makes them. */
export class Requests {
  readonly dispatcher: Agent;

  constructor(readonly sandbox: Pick<TestSandbox, 'ca' | 'control'>) {
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

  close(): Promise<void> {
    return this.dispatcher.close();
  }
}
