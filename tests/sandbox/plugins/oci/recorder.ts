import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Recorded {
  readonly method: string;
  /** As sent: escapes and query included. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers a request, by the body as JSON. */
export type Service = (request: Recorded, json: Record<string, unknown>) => Reply;

/** Writes down what the plugin sends and answers as a test says: the next planned reply, else the service. */
export class Recorder {
  readonly requests: Recorded[] = [];
  private readonly planned: Reply[] = [];

  private constructor(
    readonly origin: string,
    readonly close: () => Promise<void>,
  ) {}

  static async start(service: Service): Promise<Recorder> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const recorder = new Recorder(origin, async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });
    server.on('request', (incoming, outgoing) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const body = Buffer.concat(chunks).toString('utf8');
        const { method = '', url = '', headers } = incoming;
        const recorded = { method, path: url, headers, body };
        recorder.requests.push(recorded);
        const json = body === '' ? {} : (JSON.parse(body) as Record<string, unknown>);
        const reply = recorder.planned.shift() ?? service(recorded, json);
        outgoing.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers });
        if (Buffer.isBuffer(reply.body)) outgoing.end(reply.body);
        else outgoing.end(reply.body === undefined ? '' : JSON.stringify(reply.body));
      });
    });
    return recorder;
  }

  /** Answers the next requests in the service's place. */
  plan(...replies: Reply[]): void {
    this.planned.push(...replies);
  }

  /** Requests since the last call, as `METHOD path body`. */
  take(): string[] {
    return this.requests.splice(0).map(({ method, path, body }) => `${method} ${path} ${body}`.trimEnd());
  }
}
