import { randomBytes } from 'node:crypto';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Faults } from '../../identity/faults';
import { isJsonObject, type JsonObject } from '../../identity/json';
import type { RequestCounter } from '../../identity/statistics';
import type { Passage } from '../../holds';
import { verifyRequestSignature } from '../requestSignature';
import type { Signers } from '../signers';
import { invalidParameter, notAuthenticated, notFound, refusalOf, ServiceError } from './serviceError';

/** Of both services: identity (domains) and database. */
export const API_PREFIX = '/20160918';

/** "the maximum length of an OCID is 255 characters" */
const MAX_OCID_LENGTH = 255;

export interface HttpAppOptions {
  readonly signers: Signers;
  readonly faults: Faults<never>;
  readonly counter: RequestCounter;
  readonly clock: () => Date;
  /** One line per event; never a body, a header or a query string. */
  readonly log: (line: string) => void;
}

/** Fastify with OCI's manners: signed requests only, `{code, message}` bodies, opc-request-id, injected refusals. */
export function createHttpApp({ signers, faults, counter, clock, log }: HttpAppOptions): FastifyInstance {
  const app = Fastify({
    forceCloseConnections: true,
    routerOptions: { maxParamLength: MAX_OCID_LENGTH },
    frameworkErrors: (error, request, reply) => void answerError(error, request, reply, log),
  });
  // The signature covers the bytes, so they are read as JSON only once it is known to fit.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  holdRequests(app, faults);
  app.addHook('onRequest', async (request, reply) => {
    reply.header('opc-request-id', request.headers['opc-request-id'] ?? randomBytes(16).toString('hex'));
    counter.count(request.method, pathOf(request));
    const refusal = faults.take(request.method, pathOf(request), 'before');
    if (refusal) throw refusalOf(refusal.status);
  });
  app.addHook('preValidation', async (request) => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const verdict = verifyRequestSignature(
      { method: request.method, target: request.raw.url ?? '/', headers: request.headers, body },
      { publicKey: (keyId) => signers.find(keyId)?.publicKey, now: clock() },
    );
    if (!verdict.valid) {
      log(`${request.method} ${pathOf(request)}: not authenticated: ${verdict.reason}`);
      throw notAuthenticated();
    }
    request.body = parsed(body);
  });
  app.addHook('onSend', async (request, reply, payload) => {
    if (reply.statusCode >= 400) return payload;
    const refusal = faults.take(request.method, pathOf(request), 'afterWrite');
    if (!refusal) return payload;
    reply.code(refusal.status).type('application/json').removeHeader('content-length');
    return JSON.stringify(refusalOf(refusal.status).body());
  });
  app.addHook('onResponse', async (request, reply) => {
    log(`${request.method} ${pathOf(request)} ${reply.statusCode}`);
  });
  app.setErrorHandler((error, request, reply) => answerError(error, request, reply, log));
  app.setNotFoundHandler((request) => {
    log(`no such route: ${request.method} ${pathOf(request)}`);
    throw notFound(`${request.method} ${pathOf(request)}`);
  });
  return app;
}

/** A caller that leaves while its request is held before anything was done gets nothing done. */
function holdRequests(app: FastifyInstance, { holds }: Faults<never>): void {
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

function parsed(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw invalidParameter('Unable to process JSON input');
  }
}

function answerError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  log: (line: string) => void,
): FastifyReply {
  const known = knownError(error);
  if (!known) {
    // The message may quote what was sent, so only its kind and its place are logged.
    const frame = error instanceof Error ? (/^ +at .*$/m.exec(error.stack ?? '')?.[0] ?? '') : '';
    const kind = error instanceof Error ? error.name : typeof error;
    log(`internal error in ${request.method} ${pathOf(request)}: ${kind}${frame}`);
  }
  const answer = known ?? new ServiceError(500, 'InternalServerError', 'Internal Server Error');
  return reply.code(answer.status).send(answer.body());
}

function knownError(error: unknown): ServiceError | undefined {
  if (error instanceof ServiceError) return error;
  const { statusCode = 500, message = '' } = error as { statusCode?: number; message?: string };
  return statusCode >= 400 && statusCode < 500 ? invalidParameter(message) : undefined;
}

function pathOf(request: FastifyRequest): string {
  return request.raw.url?.split('?', 1)[0] ?? '/';
}

/** The JSON object of a request. Throws ServiceError 400 where there is none. */
export function bodyOf(request: FastifyRequest): JsonObject {
  if (!isJsonObject(request.body)) throw invalidParameter('Unable to process JSON input');
  return request.body;
}

export function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
