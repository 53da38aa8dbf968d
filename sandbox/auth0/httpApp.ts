import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Passage } from '../holds';
import { type Faults, refusalBody } from './faults';
import { ManagementError, unknownRoute } from './managementErrors';
import type { RateLimit } from './management/rateLimit';
import { payloadError } from './payloadErrors';
import type { RequestCounter } from './statistics';
import { TOKEN_PATH } from './tokenEndpoint';
import { invalidRequest, TokenError } from './tokenErrors';

export const MANAGEMENT_PREFIX = '/api/v2';
const MAX_PATH_ID_LENGTH = 4096; // 600 characters of an identifier, percent-encoded as UTF-8
const DEFAULT_RESET_S = 1;

/** Called with one line per event; never with a body, a header or a query string. */
export type TenantLog = (line: string) => void;

/** Fastify with Auth0's manners: strict schemas, its error bodies, a log line per request, injected refusals. */
export function createApp(
  faults: Faults,
  rateLimit: RateLimit,
  counter: RequestCounter,
  log: TenantLog,
): FastifyInstance {
  const app = Fastify({
    routerOptions: { maxParamLength: MAX_PATH_ID_LENGTH },
    ajv: {
      customOptions: {
        removeAdditional: false,
        coerceTypes: false,
        useDefaults: false,
        allErrors: true, // unknown members are named together
        verbose: true, // the wording quotes the value and the schema's description
        allowUnionTypes: true,
      },
    },
    schemaErrorFormatter: payloadError,
    frameworkErrors: (error, request, reply) => {
      void answerError(error, request, reply, log);
    },
  });
  acceptEmptyJson(app);
  holdRequests(app, faults);

  app.addHook('onRequest', async (request, reply) => {
    const path = pathOf(request);
    counter.count(request.method, path);
    const refusal = faults.take(request.method, path, 'before');
    if (!refusal && (!isManagement(path) || rateLimit.admits())) return;
    const { status, resetSeconds = DEFAULT_RESET_S } = refusal ?? { status: 429 };
    if (path !== TOKEN_PATH) reply.headers(rateLimit.exhausted(resetSeconds));
    return reply.code(status).send(refusalBody(status, path === TOKEN_PATH));
  });
  app.addHook('onSend', async (request, reply, payload) => {
    const path = pathOf(request);
    if (isManagement(path) && !reply.hasHeader('x-ratelimit-limit')) reply.headers(rateLimit.headers());
    if (reply.statusCode >= 400) return payload;
    const refusal = faults.take(request.method, path, 'afterWrite');
    if (!refusal) return payload;
    if (isManagement(path)) reply.headers(rateLimit.exhausted(refusal.resetSeconds ?? DEFAULT_RESET_S));
    reply.code(refusal.status).type('application/json; charset=utf-8').removeHeader('content-length');
    return JSON.stringify(refusalBody(refusal.status, path === TOKEN_PATH));
  });
  app.addHook('onResponse', async (request, reply) => {
    log(`${request.method} ${pathOf(request)} ${reply.statusCode}`);
  });

  app.setErrorHandler((error, request, reply) => answerError(error, request, reply, log));
  app.setNotFoundHandler((request, reply) => {
    log(`no such route: ${request.method} ${pathOf(request)}`);
    return reply.code(404).send(unknownRoute().body());
  });
  return app;
}

/** A caller that leaves while its request is held before anything was done gets nothing done. */
function holdRequests(app: FastifyInstance, { holds }: Faults): void {
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

/** DELETE and rotate-secret come with a JSON content type and nothing in the body. */
function acceptEmptyJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else void parse(request, body.toString(), done);
  });
}

function answerError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  log: TenantLog,
): FastifyReply {
  const known = knownError(error, pathOf(request) === TOKEN_PATH);
  if (known) return reply.code(known.statusCode).send(known.body());
  // The message may quote what was sent, so only its kind and its place are logged.
  const frames =
    error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^ +at /.test(line)) : [];
  log(`internal error in ${request.method} ${pathOf(request)}: ${errorName(error)}${frames[0] ?? ''}`);
  return reply.code(500).send(refusalBody(500, pathOf(request) === TOKEN_PATH));
}

function knownError(error: unknown, isTokenEndpoint: boolean): ManagementError | TokenError | undefined {
  if (error instanceof ManagementError || error instanceof TokenError) return error;
  const { statusCode = 500, code = '' } = error as { statusCode?: number; code?: string };
  if (statusCode < 400 || statusCode >= 500) return undefined;
  // [?] wording: what Fastify refuses before a route sees it (bad JSON, bad escapes, content type, size).
  const message = code.includes('JSON') ? 'Invalid request payload JSON format' : 'Invalid request';
  return isTokenEndpoint ? invalidRequest(message) : new ManagementError(statusCode, message);
}

function errorName(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

function isManagement(path: string): boolean {
  return path.startsWith(`${MANAGEMENT_PREFIX}/`);
}

function pathOf(request: FastifyRequest): string {
  return request.raw.url?.split('?', 1)[0] ?? '/';
}
