import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../identity/json';
import { OAuthError } from '../../identity/oauthError';
import type { CodeRefusals } from '../../identity/signIn/authorizationCodes';

/** An error of the sign-in service: a number of `AADSTS`, its text, and members to look it up by (facts/entra.md 2.3). */
export class EntraOAuthError extends OAuthError {
  constructor(
    statusCode: number,
    error: string,
    readonly number: number,
    text: string,
  ) {
    super(statusCode, error, `AADSTS${number}: ${text}`);
  }

  override body(now = new Date()): JsonObject {
    const [traceId, correlationId] = [randomUUID(), randomUUID()];
    const timestamp = `${now.toISOString().slice(0, 19).replace('T', ' ')}Z`;
    return {
      error: this.error,
      error_description: `${this.message}\r\nTrace ID: ${traceId}\r\nCorrelation ID: ${correlationId}\r\nTimestamp: ${timestamp}`,
      error_codes: [this.number],
      timestamp,
      trace_id: traceId,
      correlation_id: correlationId,
      error_uri: `https://login.microsoftonline.com/error?code=${this.number}`,
    };
  }
}

type Refusal = (...values: string[]) => EntraOAuthError;

const NOT_INSTALLED =
  'This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.';

export const wrongSecret: Refusal = (appId) =>
  new EntraOAuthError(
    401,
    'invalid_client',
    7000215,
    `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${appId}'.`,
  );

export const missingSecret: Refusal = (grantType) =>
  new EntraOAuthError(
    401,
    'invalid_client',
    7000216,
    `'client_assertion', 'client_secret' or 'request' is required for the '${grantType}' grant type.`,
  );

/** [?] the status. */
export const expiredSecret: Refusal = (appId) =>
  new EntraOAuthError(
    401,
    'invalid_client',
    7000222,
    `The provided client secret keys for app '${appId}' are expired. Visit the Azure portal to create new keys for your app.`,
  );

export const unknownClient: Refusal = (appId, tenant) =>
  new EntraOAuthError(
    400,
    'unauthorized_client',
    700016,
    `Application with identifier '${appId}' was not found in the directory '${tenant}'. ${NOT_INSTALLED} You may have sent your authentication request to the wrong tenant.`,
  );

/** [?] the name and the status. */
export const clientWithoutPrincipal: Refusal = (appId, tenantId) =>
  new EntraOAuthError(
    400,
    'unauthorized_client',
    7000229,
    `The client application ${appId} is missing service principal in the tenant ${tenantId}.`,
  );

/** [?] the name and the status. */
export const disabledClient: Refusal = (appId, name) =>
  new EntraOAuthError(400, 'unauthorized_client', 7000112, `Application '${appId}'(${name}) is disabled.`);

export const unknownResource: Refusal = (resource, tenant) =>
  new EntraOAuthError(
    400,
    'invalid_resource',
    500011,
    `The resource principal named ${resource} was not found in the tenant named ${tenant}. ${NOT_INSTALLED} You might have sent your authentication request to the wrong tenant.`,
  );

/** [?] the name. */
export const disabledResource: Refusal = (resource) =>
  new EntraOAuthError(
    400,
    'invalid_resource',
    500014,
    `The service principal for resource '${resource}' is disabled.`,
  );

export const scopeWithoutDefault: Refusal = (scope) =>
  new EntraOAuthError(
    400,
    'invalid_scope',
    1002012,
    `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
  );

export const unknownScope: Refusal = (scope) =>
  new EntraOAuthError(
    400,
    'invalid_scope',
    70011,
    `The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope ${scope} is not valid.`,
  );

export const missingField: Refusal = (name) =>
  new EntraOAuthError(
    400,
    'invalid_request',
    90014,
    `The required field '${name}' is missing from the credential. Ensure that you have all the necessary parameters for the login request.`,
  );

/** [?] number and wording. */
export const repeatedField: Refusal = (name) =>
  new EntraOAuthError(
    400,
    'invalid_request',
    9000411,
    `The request is not properly formatted. The parameter '${name}' is duplicated.`,
  );

export const unknownTenant: Refusal = (tenant) =>
  new EntraOAuthError(
    400,
    'invalid_request',
    90002,
    `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
  );

export const malformedTenant: Refusal = (tenant) =>
  new EntraOAuthError(
    400,
    'invalid_request',
    900023,
    `Specified tenant identifier '${tenant}' is neither a valid DNS name, nor a valid external domain.`,
  );

/** `common` names no tenant that an application could be in. */
export const sharedTenant: Refusal = (tenant) =>
  new EntraOAuthError(
    400,
    'invalid_request',
    1002013,
    `The tenant '${tenant}' cannot be used with the client credentials grant. Use the id of the tenant.`,
  );

export const unsupportedGrant: Refusal = (grantType) =>
  new EntraOAuthError(
    400,
    'unsupported_grant_type',
    70003,
    `The app requested an unsupported grant type '${grantType}'.`,
  );

/** Bad JSON, a wrong content type and the like; [?] number and wording. */
export const malformedRequest: Refusal = (what) => new EntraOAuthError(400, 'invalid_request', 900144, what);

/** In the place of 7000216 where a user has signed in. */
export const missingUserFlowSecret = (): EntraOAuthError =>
  new EntraOAuthError(
    401,
    'invalid_client',
    7000218,
    "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  );

export const mismatchedRedirect: Refusal = (redirectUri, appId) =>
  invalidGrant(
    50011,
    `The redirect URI '${redirectUri}' specified in the request does not match the redirect URIs configured for the application '${appId}'.`,
  );

/** [?] the wording and the way it is shown. */
export const unassignedUser: Refusal = (user, appId) =>
  invalidGrant(
    50105,
    `The signed in user '${user}' is not assigned to a role for the application '${appId}'.`,
  );

export const severalResources: Refusal = (scope) =>
  new EntraOAuthError(
    400,
    'invalid_scope',
    28000,
    `Provided value for the input parameter scope is not valid because it contains more than one resource. Scope ${scope} is not valid.`,
  );

export const unsupportedResponseType: Refusal = (type) =>
  new EntraOAuthError(
    400,
    'unsupported_response_type',
    70004,
    `This stand-in does not serve the response type '${type}'.`,
  );

export const missingChallenge = (): EntraOAuthError =>
  new EntraOAuthError(
    400,
    'invalid_request',
    9002325,
    'Proof Key for Code Exchange is required for cross-origin authorization code redemption.',
  );

/** [?] number and wording. */
export const badChallengeMethod: Refusal = (method) =>
  new EntraOAuthError(
    400,
    'invalid_request',
    501491,
    `The code_challenge_method '${method}' is not supported.`,
  );

export const invalidRefreshToken = (): EntraOAuthError =>
  invalidGrant(70000, 'The provided refresh token is not valid or has expired.'); // [?] the number

const INVALID_CODES = {
  used: [54005, 'OAuth2 Authorization code was already redeemed, please retry with a new valid code.'],
  'too old': [70008, 'The provided authorization code or refresh token has expired due to inactivity.'],
  // [?] the numbers of the two others
  unknown: [70000, 'The provided authorization code is not valid.'],
  "another client's": [70000, 'The provided authorization code was issued to another client.'],
} as const;

/** A code that is not exchanged; the numbers are documented, the names not (facts/entra.md 2.3). */
export const CODE_REFUSALS: CodeRefusals = {
  invalid: (why) => {
    const [number, text] = INVALID_CODES[why];
    return invalidGrant(number, text);
  },
  redirectUri: () => invalidGrant(500112, 'The reply address does not match the one of the authorization.'),
  verifier: () =>
    invalidGrant(
      50148,
      'The code_verifier does not match the code_challenge supplied in the authorization request for PKCE.',
    ),
};

function invalidGrant(number: number, text: string): EntraOAuthError {
  return new EntraOAuthError(400, 'invalid_grant', number, text);
}
