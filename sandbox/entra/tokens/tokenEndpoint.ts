import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { JsonObject } from '../../identity/json';
import { type TokenParameters, tokenParameters } from '../../identity/tokenParameters';
import type { TenantContext } from '../tenantContext';
import { issueAccessToken } from './accessToken';
import { checkAssigned } from './assignmentRequired';
import { authenticateClient } from './clientAuthentication';
import { isSharedTenant, requireTenant } from './namedTenant';
import { machineResource } from './resourceScope';
import { missingField, repeatedField, sharedTenant, unsupportedGrant } from './tokenErrors';

/** Of a tenant's token endpoint, after the tenant. */
export const TOKEN_PATH = '/oauth2/v2.0/token';

export interface TokenRequest {
  readonly authorization: string | undefined;
  readonly parameters: TokenParameters;
}

/** Answers the token requests of one grant type. */
export type Grant = (request: TokenRequest) => Promise<JsonObject>;

interface OfTenant {
  Params: { tenant: string };
}

/** `POST /{tenant}/oauth2/v2.0/token` (facts/entra.md 2.1); `grants` are those of people. */
export function registerTokenEndpoint(
  app: FastifyInstance,
  context: TenantContext,
  grants: Readonly<Record<string, Grant>> = {},
): void {
  app.post<OfTenant>(`/:tenant${TOKEN_PATH}`, async (request, reply) => {
    const { tenant } = request.params;
    requireTenant(context.store, tenant);
    const parameters = tokenParameters(request.body, (name) => repeatedField(name));
    const grantType = parameters['grant_type'];
    if (grantType === undefined) throw missingField('grant_type');
    reply.header('cache-control', 'no-store, no-cache').header('pragma', 'no-cache');
    const asked = tokenRequest(request, parameters);
    if (grantType === 'client_credentials') {
      if (isSharedTenant(tenant)) throw sharedTenant(tenant);
      return clientCredentials(context, asked);
    }
    const grant = Object.hasOwn(grants, grantType) ? grants[grantType] : undefined;
    if (!grant) throw unsupportedGrant(grantType);
    return grant(asked);
  });
}

function tokenRequest({ headers }: FastifyRequest, parameters: TokenParameters): TokenRequest {
  return { authorization: headers.authorization, parameters };
}

/** No refresh token, and no `scope` in the answer. */
async function clientCredentials(
  context: TenantContext,
  { authorization, parameters }: TokenRequest,
): Promise<JsonObject> {
  const client = authenticateClient(context, authorization, parameters, () => false);
  const { scope } = parameters;
  if (scope === undefined) throw missingField('scope');
  const resource = machineResource(context.store, scope);
  checkAssigned(context, client, resource, client.principal.properties.id);
  const { token, expiresIn } = await issueAccessToken(context, { client, resource });
  return {
    token_type: 'Bearer',
    expires_in: expiresIn,
    ext_expires_in: expiresIn,
    access_token: token,
  };
}
