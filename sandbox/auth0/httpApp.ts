import type { FastifyInstance } from 'fastify';
import type { Faults } from '../identity/faults';
import { clientFault, createProviderApp, type KnownError, type ProviderLog } from '../identity/httpApp';
import type { RequestCounter } from '../identity/statistics';
import { ManagementError, unknownRoute } from './managementErrors';
import type { ManagementRateLimit } from './management/managementRateLimit';
import { payloadError } from './payloadErrors';
import { AUTHORIZE_PATH } from './people/authorize';
import { USERINFO_PATH } from './people/userinfo';
import { refusalBody } from './refusalBody';
import type { EntityKind } from './tenantStore';
import { TOKEN_PATH } from './tokenEndpoint';
import { invalidRequest, TokenError } from './tokenErrors';

export const MANAGEMENT_PREFIX = '/api/v2';
const MAX_PATH_ID_LENGTH = 4096; // 600 characters of an identifier, percent-encoded as UTF-8
const DEFAULT_RESET_S = 1;

/** Fastify with Auth0's manners: strict schemas, its error bodies, its rate limit headers. */
export function createApp(
  faults: Faults<EntityKind>,
  rateLimit: ManagementRateLimit,
  counter: RequestCounter,
  log: ProviderLog,
): FastifyInstance {
  const app = createProviderApp(
    faults,
    counter,
    {
      options: {
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
      },
      admits: (path) => !isManagement(path) || rateLimit.admits(),
      refuse: ({ status, resetSeconds = DEFAULT_RESET_S }, path) => ({
        headers: isOAuth(path) ? {} : rateLimit.exhausted(resetSeconds),
        body: refusalBody(status, isOAuth(path)),
      }),
      headers: (path) => (isManagement(path) ? rateLimit.headers() : {}),
      known: (error, path) => knownError(error, isOAuth(path)),
      unknownRoute,
    },
    log,
  );
  acceptEmptyJson(app);
  return app;
}

/** DELETE and rotate-secret come with a JSON content type and nothing in the body. */
function acceptEmptyJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else void parse(request, body.toString(), done);
  });
}

function knownError(error: unknown, isOAuthEndpoint: boolean): KnownError | undefined {
  if (error instanceof ManagementError || error instanceof TokenError) return error;
  const fault = clientFault(error);
  if (!fault) return undefined;
  const message = fault.isBadJson ? 'Invalid request payload JSON format' : 'Invalid request'; // [?] wording
  return isOAuthEndpoint ? invalidRequest(message) : new ManagementError(fault.statusCode, message);
}

const OAUTH_PATHS = [TOKEN_PATH, AUTHORIZE_PATH, USERINFO_PATH];

function isOAuth(path: string): boolean {
  return OAUTH_PATHS.includes(path);
}

function isManagement(path: string): boolean {
  return path.startsWith(`${MANAGEMENT_PREFIX}/`);
}
