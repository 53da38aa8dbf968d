import { Agent, request } from 'undici';

export interface Response {
  readonly status: number;
  readonly reason: string;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly text: string;
}

/** An HTTPS client that trusts one CA only. */
export class Client {
  private readonly agent: Agent;

  constructor(
    private readonly baseUrl: string,
    ca: string,
  ) {
    this.agent = new Agent({ connect: { ca } });
  }

  async send(
    method: string,
    path: string,
    options: { token?: string; headers?: Record<string, string>; body?: string } = {},
  ): Promise<Response> {
    const { statusCode, statusText, headers, body } = await request(this.baseUrl + path, {
      dispatcher: this.agent,
      method: method as 'GET',
      headers: {
        ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
        ...options.headers,
      },
      ...(options.body === undefined ? {} : { body: options.body }),
    });
    return { status: statusCode, reason: statusText, headers, text: await body.text() };
  }

  get(path: string, token?: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.send('GET', path, { ...(token === undefined ? {} : { token }), headers });
  }

  async json(path: string, token?: string): Promise<Record<string, unknown>> {
    return JSON.parse((await this.get(path, token)).text) as Record<string, unknown>;
  }

  close(): Promise<void> {
    return this.agent.destroy();
  }
}
