import type { JsonObject } from '../identity/json';
import { OAuthError } from '../identity/oauthError';
import type { CodeRefusals } from '../identity/signIn/authorizationCodes';

/** A refusal of `/oauth/token` or `/authorize`, in the shapes of facts/auth0.md 3.3. */
export class TokenError extends OAuthError {
  constructor(
    statusCode: number,
    error: string,
    description: string,
    readonly errorUri?: string,
  ) {
    super(statusCode, error, description);
  }

  override body(): JsonObject {
    return { ...super.body(), error_uri: this.errorUri };
  }
}

const denied = (description: string): TokenError => new TokenError(403, 'access_denied', description);

export const unauthorized = (): TokenError => new TokenError(401, 'access_denied', 'Unauthorized');

export const invalidRequest = (description: string): TokenError =>
  new TokenError(400, 'invalid_request', description);

export const missingParameter = (name: string): TokenError =>
  invalidRequest(`Missing required parameter: ${name}`);

export const sentTwice = (name: string): TokenError => invalidRequest(`Parameter must be sent once: ${name}`);

export const unknownAudience = (audience: string): TokenError =>
  denied(`Service not enabled within domain: ${audience}`);

export const noAudience = (): TokenError => denied('Non-global clients are not allowed access to APIv1');

export const noGrant = (clientId: string, audience: string): TokenError =>
  denied(
    `Client "${clientId}" is not authorized to access resource server "${audience}". ` +
      'You need to create a "client-grant" associated to this API.',
  );

export const scopesNotGranted = (scopes: readonly string[]): TokenError =>
  denied(`Client has not been granted scopes: ${scopes.join(', ')}`);

export const grantTypeOff = (grantType: string): TokenError =>
  new TokenError(
    403,
    'unauthorized_client',
    `Grant type '${grantType}' not allowed for the client.`,
    'https://auth0.com/docs/clients/client-grant-types',
  );

/** [?] the sheet has no row for it; the error code is RFC 6749's. */
export const unsupportedGrantType = (grantType: string): TokenError =>
  new TokenError(403, 'unsupported_grant_type', `Unsupported grant type: ${grantType}`);

/** What `/authorize` says of an audience that no API has. */
export const serviceNotFound = (audience: string): TokenError => denied(`Service not found: ${audience}`);

/** [?] wording. */
export const unsupportedResponseType = (responseType: string): TokenError =>
  new TokenError(400, 'unsupported_response_type', `Unsupported response type: ${responseType}`);

const invalidGrant = (description: string): TokenError => new TokenError(403, 'invalid_grant', description);

/** With a full stop, as public clients match on it. */
export const invalidRefreshToken = (): TokenError => invalidGrant('Unknown or invalid refresh token.');

/** A code that is not exchanged; the first is recorded by the tests of auth0/go-auth0, the others are widely quoted. */
export const CODE_REFUSALS: CodeRefusals = {
  invalid: () => invalidGrant('Invalid authorization code'),
  redirectUri: (sent, expected) =>
    invalidGrant(`The redirect URI is wrong. You sent ${sent ?? 'null'}, and we expected ${expected}`),
  verifier: () => invalidGrant('Failed to verify code verifier'),
};
