import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Faults, retryAfter } from '../../identity/faults';
import { clientFault, createProviderApp, pathOf, type ProviderLog } from '../../identity/httpApp';
import { isJsonObject, type JsonObject, parsedJson } from '../../identity/json';
import type { RequestCounter } from '../../identity/statistics';
import { verifyRequestSignature } from '../requestSignature';
import type { Signers } from '../signers';
import {
  invalidParameter,
  notAuthenticated,
  notAuthorizedOrNotFound,
  notFound,
  refusalOf,
  ServiceError,
} from './serviceError';

/** Of both services: identity (domains) and database. */
export const API_PREFIX = '/20160918';

/** "the maximum length of an OCID is 255 characters" */
const MAX_OCID_LENGTH = 255;

export interface HttpAppOptions {
  readonly signers: Signers;
  readonly faults: Faults<never>;
  readonly counter: RequestCounter;
  readonly clock: () => Date;
  readonly log: ProviderLog;
}

/** Fastify with OCI's manners: signed requests only, of whoever has the right, `{code, message}` bodies, opc-request-id, injected refusals. */
export function createHttpApp({ signers, faults, counter, clock, log }: HttpAppOptions): FastifyInstance {
  const app = createProviderApp(
    faults,
    counter,
    {
      options: { forceCloseConnections: true, routerOptions: { maxParamLength: MAX_OCID_LENGTH } },
      admits: () => true,
      refuse: (refusal) => ({ headers: retryAfter(refusal), body: refusalOf(refusal.status).body() }),
      headers: (_path, request) => ({
        'opc-request-id': headerOf(request, 'opc-request-id') ?? randomBytes(16).toString('hex'),
      }),
      known: knownError,
      unknownRoute: (path, method) => notFound(`${method} ${path}`),
    },
    log,
  );
  // The signature covers the bytes, so they are read as JSON only once it is known to fit.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
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
    const user = signers.find(verdict.keyId);
    if (request.method !== 'GET' && user?.tenancyRight !== 'manage') {
      log(`${request.method} ${pathOf(request)}: not authorized: ${user?.name ?? 'nobody'} may only read`);
      throw notAuthorizedOrNotFound();
    }
    request.body = parsed(body);
  });
  return app;
}

function parsed(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  try {
    return parsedJson(body.toString('utf8'));
  } catch {
    throw invalidParameter('Unable to process JSON input');
  }
}

function knownError(error: unknown): ServiceError | undefined {
  if (error instanceof ServiceError) return error;
  return clientFault(error) && invalidParameter(error instanceof Error ? error.message : '');
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
