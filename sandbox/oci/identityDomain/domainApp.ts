import formbody from '@fastify/formbody';
import type { FastifyInstance } from 'fastify';
import { retryAfter } from '../../identity/faults';
import { clientFault, createProviderApp, type KnownError, type ProviderLog } from '../../identity/httpApp';
import type { JsonObject } from '../../identity/json';
import { OAuthError } from '../../identity/oauthError';
import type { RateLimit } from '../../identity/rateLimit';
import { AuthorizationCodes } from '../../identity/signIn/authorizationCodes';
import type { RequestCounter } from '../../identity/statistics';
import { acceptScimBodies, guardAdministration } from './callers/guard';
import { registerDiscovery } from './discovery';
import type { DomainContext } from './domainContext';
import { registerAppRoles } from './resources/appRoles';
import { APPS } from './resources/apps/apps';
import { registerAppStatusChanger } from './resources/apps/appStatusChanger';
import { CUSTOM_CLAIMS } from './resources/customClaims';
import { GRANTS } from './resources/grants';
import { GROUPS } from './resources/groups';
import { registerSettings } from './resources/settings';
import { USERS } from './resources/users';
import { ScimError, unauthorizedAccess } from './scim/errors';
import { registerResource } from './scim/resourceRoutes';
import { CODE_VALIDITY_MS, type DomainCodes, registerAuthorize } from './tokens/authorizeEndpoint';
import { registerTokenEndpoint } from './tokens/tokenEndpoint';
import { CODE_REFUSALS, DomainOAuthError, invalidRequest } from './tokens/tokenErrors';
import { registerUserinfo } from './tokens/userinfo';

const ADMIN_PREFIX = '/admin/v1';
const OAUTH_PREFIX = '/oauth2/v1/';

/** Everything that a domain serves. */
export async function createDomainApp(
  context: DomainContext,
  rateLimit: RateLimit,
  counter: RequestCounter,
  log: ProviderLog,
): Promise<FastifyInstance> {
  const app = createProviderApp(
    context.faults,
    counter,
    {
      admits: (path) => path.startsWith('/.well-known/') || rateLimit.admits(),
      refuse: (refusal, path) => ({ headers: retryAfter(refusal), body: refusalBody(refusal.status, path) }),
      headers: () => ({}),
      known: knownError,
      unknownRoute: (path) => new ScimError(404, `${path} does not exist.`), // [?] body
    },
    log,
  );
  app.decorateRequest('caller');
  app.decorateRequest('rawBody', '');
  registerDiscovery(app, context);
  await app.register(registerOAuth, { context });
  await app.register(registerAdministration, { context, prefix: ADMIN_PREFIX });
  return app;
}

async function registerOAuth(app: FastifyInstance, { context }: { context: DomainContext }): Promise<void> {
  // Forms only (facts/oci-iam.md 2.1).
  app.removeAllContentTypeParsers();
  await app.register(formbody);
  const codes: DomainCodes = new AuthorizationCodes(CODE_VALIDITY_MS, context.clock, CODE_REFUSALS);
  registerTokenEndpoint(app, context, codes);
  registerAuthorize(app, context, codes);
  registerUserinfo(app, context);
}

async function registerAdministration(
  app: FastifyInstance,
  { context }: { context: DomainContext },
): Promise<void> {
  app.removeContentTypeParser('application/json');
  acceptScimBodies(app);
  guardAdministration(app, context);
  registerResource(app, APPS, context);
  registerAppStatusChanger(app, context);
  registerSettings(app, context);
  registerResource(app, GRANTS, context);
  registerAppRoles(app, context);
  registerResource(app, CUSTOM_CLAIMS, context);
  registerResource(app, USERS, context);
  registerResource(app, GROUPS, context);
}

function knownError(error: unknown, path: string): KnownError | undefined {
  if (error instanceof ScimError || error instanceof OAuthError) return error;
  const fault = clientFault(error);
  if (!fault) return undefined;
  const message = fault.isBadJson ? 'The request is no valid JSON.' : 'The request is not valid.'; // [?] wording
  return path.startsWith(OAUTH_PREFIX) ? invalidRequest(message) : new ScimError(fault.statusCode, message);
}

/** [?] bodies of the rare statuses. */
function refusalBody(status: number, path: string): JsonObject {
  if (path.startsWith(OAUTH_PREFIX))
    return new DomainOAuthError(
      status,
      status === 401 ? 'invalid_client' : 'server_error',
      OUT_OF_ORDER,
    ).body();
  return (status === 401 ? unauthorizedAccess() : new ScimError(status, OUT_OF_ORDER)).body();
}

const OUT_OF_ORDER = 'The request could not be processed.';
