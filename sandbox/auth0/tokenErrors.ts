import type { JsonObject } from '../identity/json';

/** A refusal of `/oauth/token`, in the shapes of facts/auth0.md 3.3. */
export class TokenError extends Error {
  constructor(
    readonly statusCode: number,
    readonly error: string,
    description: string,
    readonly errorUri?: string,
  ) {
    super(description);
    this.name = 'TokenError';
  }

  body(): JsonObject {
    return { error: this.error, error_description: this.message, error_uri: this.errorUri };
  }
}

const denied = (description: string): TokenError => new TokenError(403, 'access_denied', description);

export const unauthorized = (): TokenError => new TokenError(401, 'access_denied', 'Unauthorized');

export const invalidRequest = (description: string): TokenError =>
  new TokenError(400, 'invalid_request', description);

export const missingParameter = (name: string): TokenError =>
  invalidRequest(`Missing required parameter: ${name}`);

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
