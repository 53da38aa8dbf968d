import formbody from '@fastify/formbody';
import type { FastifyInstance } from 'fastify';
import { clientFault, createProviderApp, type KnownError, type ProviderLog } from '../identity/httpApp';
import type { JsonObject } from '../identity/json';
import type { RateLimit } from '../identity/rateLimit';
import { AuthorizationCodes } from '../identity/signIn/authorizationCodes';
import type { RequestCounter } from '../identity/statistics';
import { GRAPH_PREFIX } from './addresses';
import { registerDiscovery } from './discovery';
import { GraphError, invalidToken, requestDenied } from './graph/graphError';
import { registerGraph } from './graph/graphRoutes';
import { registerMetadata } from './metadata';
import { registerAuthorize, type UserCodes } from './people/authorize';
import { userGrants } from './people/userTokens';
import type { TenantContext } from './tenantContext';
import { registerTokenEndpoint } from './tokens/tokenEndpoint';
import { CODE_REFUSALS, EntraOAuthError, malformedRequest } from './tokens/tokenErrors';

/** Docs speak of about ten minutes. */
const CODE_VALIDITY_MS = 10 * 60 * 1000;
const DEFAULT_RESET_S = 1;
const MAX_PATH_ID_LENGTH = 256;
/** What a status means to Graph, where only the status was asked for. */
const CODES: Readonly<Record<number, string>> = {
  429: 'TooManyRequests',
  503: 'ServiceUnavailable',
  500: 'InternalServerError',
};

/** Everything that a tenant serves. */
export async function createTenantApp(
  context: TenantContext,
  rateLimit: RateLimit,
  counter: RequestCounter,
  log: ProviderLog,
): Promise<FastifyInstance> {
  const app = createProviderApp(
    context.faults,
    counter,
    {
      options: { routerOptions: { maxParamLength: MAX_PATH_ID_LENGTH } },
      admits: (path) => !isGraph(path) || rateLimit.admits(),
      refuse: ({ status, resetSeconds = DEFAULT_RESET_S }, path) => ({
        headers: status === 429 || status === 503 ? { 'retry-after': String(resetSeconds) } : {},
        body: refusalBody(status, path),
      }),
      headers: () => ({}),
      known: knownError,
      unknownRoute: (path) =>
        new GraphError(
          404,
          'BadRequest',
          `Resource not found for the segment '${path.split('/').pop() ?? ''}'.`,
        ), // [?]
    },
    log,
  );
  acceptEmptyJson(app);
  app.decorateRequest('graphCaller');
  registerMetadata(app, context.store);
  registerDiscovery(app, context);
  await app.register(async (scope) => {
    await scope.register(formbody);
    const codes: UserCodes = new AuthorizationCodes(CODE_VALIDITY_MS, context.clock, CODE_REFUSALS);
    registerTokenEndpoint(scope, context, userGrants(context, codes));
    await registerAuthorize(scope, context, codes);
  });
  await registerGraph(app, context);
  return app;
}

/** DELETE comes with a JSON content type and nothing in the body. */
function acceptEmptyJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else void parse(request, body.toString(), done);
  });
}

function knownError(error: unknown, path: string): KnownError | undefined {
  if (error instanceof GraphError || error instanceof EntraOAuthError) return error;
  const fault = clientFault(error);
  if (!fault) return undefined;
  const message = fault.isBadJson ? 'Unable to read JSON request payload.' : 'The request is not valid.'; // [?] wording
  return isGraph(path) ? new GraphError(fault.statusCode, 'BadRequest', message) : malformedRequest(message);
}

/** [?] the words of the rare statuses. */
function refusalBody(status: number, path: string): JsonObject {
  if (!isGraph(path)) {
    const error = status === 401 ? 'invalid_client' : 'temporarily_unavailable';
    return new EntraOAuthError(
      status,
      error,
      90033,
      'A transient error has occurred. Please try again.',
    ).body();
  }
  if (status === 401) return invalidToken('Access token validation failure.').body();
  if (status === 403) return requestDenied().body();
  return new GraphError(
    status,
    CODES[status] ?? 'UnknownError',
    'The request could not be processed.',
  ).body();
}

function isGraph(path: string): boolean {
  return path.startsWith(`${GRAPH_PREFIX}/`);
}
