import Fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
} from 'fastify';
import type { Passage } from '../holds';
import type { Faults, Refusal } from './faults';
import type { JsonObject } from './json';
import type { RequestCounter } from './statistics';

/** Called with one line per event; never with a body, a header or a query string. */
export type ProviderLog = (line: string) => void;

/** An error that the provider answers in its own words. */
export interface KnownError {
  readonly statusCode: number;
  body(): JsonObject;
}

/** What differs between providers (of identities, and OCI's control plane) in how they answer. */
export interface Manners {
  readonly options?: Pick<
    FastifyServerOptions,
    'ajv' | 'forceCloseConnections' | 'routerOptions' | 'schemaErrorFormatter'
  >;
  /** False: this second has no room for one more request. */
  admits(path: string): boolean;
  /** The answer in the place of the true one. */
  refuse(
    refusal: Pick<Refusal, 'status' | 'resetSeconds'>,
    path: string,
  ): { readonly headers: Record<string, string>; readonly body: JsonObject };
  /** Headers of every answer that has none of these yet. */
  headers(path: string, request: FastifyRequest): Record<string, string>;
  /** The provider's own errors, and what Fastify refuses before a route sees it; undefined for an internal error. */
  known(error: unknown, path: string): KnownError | undefined;
  unknownRoute(path: string, method: string): KnownError;
}

/** Fastify with a provider's manners: holds, injected refusals, a limit of requests, its error bodies, a log line per request. */
export function createProviderApp(
  faults: Faults<string>,
  counter: RequestCounter,
  manners: Manners,
  log: ProviderLog,
): FastifyInstance {
  const app = Fastify({
    ...manners.options,
    frameworkErrors: (error, request, reply) => {
      void answerError(error, request, reply);
    },
  });
  holdRequests(app, faults);

  app.addHook('onRequest', async (request, reply) => {
    const path = pathOf(request);
    counter.count(request.method, path);
    const refusal = faults.take(request.method, path, 'before');
    if (!refusal && manners.admits(path)) return;
    const { status } = refusal ?? { status: 429 };
    const { headers, body } = manners.refuse(refusal ?? { status }, path);
    return reply.code(status).headers(headers).send(body);
  });
  app.addHook('onSend', async (request, reply, payload) => {
    const path = pathOf(request);
    for (const [name, value] of Object.entries(manners.headers(path, request)))
      if (!reply.hasHeader(name)) reply.header(name, value);
    if (reply.statusCode >= 400) return payload;
    const refusal = faults.take(request.method, path, 'afterWrite');
    if (!refusal) return payload;
    const { headers, body } = manners.refuse(refusal, path);
    reply.code(refusal.status).headers(headers);
    reply.type('application/json; charset=utf-8').removeHeader('content-length').removeHeader('location');
    return JSON.stringify(body);
  });
  app.addHook('onResponse', async (request, reply) => {
    log(`${request.method} ${pathOf(request)} ${reply.statusCode}`);
  });

  app.setErrorHandler(answerError);
  app.setNotFoundHandler((request, reply) => {
    log(`no such route: ${request.method} ${pathOf(request)}`);
    const unknown = manners.unknownRoute(pathOf(request), request.method);
    return reply.code(unknown.statusCode).send(unknown.body());
  });
  return app;

  function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const path = pathOf(request);
    const known = manners.known(error, path);
    if (known) return reply.code(known.statusCode).send(known.body());
    // The message may quote what was sent, so only its kind and its place are logged.
    const frames =
      error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^ +at /.test(line)) : [];
    const name = error instanceof Error ? error.name : typeof error;
    log(`internal error in ${request.method} ${path}: ${name}${frames[0] ?? ''}`);
    return reply.code(500).send(manners.refuse({ status: 500 }, path).body);
  }
}

/** A caller that leaves while its request is held before anything was done gets nothing done. */
function holdRequests(app: FastifyInstance, { holds }: Faults<string>): void {
  const passages = new WeakMap<FastifyRequest, Passage>();
  app.addHook('onRequest', async (request, reply) => {
    const left = new AbortController();
    const passage = holds.begin(`${request.method} ${pathOf(request)}`, left.signal);
    passages.set(request, passage);
    reply.raw.once('close', () => {
      left.abort();
      passage.end();
    });
    if (!(await passage.before())) return reply.hijack();
  });
  app.addHook('onSend', async (request) => {
    await passages.get(request)?.after();
  });
}

/** The path as it was sent, without the query. */
export function pathOf(request: FastifyRequest): string {
  return request.raw.url?.split('?', 1)[0] ?? '/';
}

/** What Fastify itself refuses: bad JSON, bad escapes, content type, size. Undefined for everything else. */
export function clientFault(
  error: unknown,
): { readonly statusCode: number; readonly isBadJson: boolean } | undefined {
  const { statusCode = 500, code = '' } = error as { statusCode?: number; code?: string };
  if (statusCode < 400 || statusCode >= 500) return undefined;
  return { statusCode, isBadJson: code.includes('JSON') };
}
