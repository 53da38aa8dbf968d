import { randomBytes } from 'node:crypto';
import type { JsonObject } from '../../../identity/json';

/** A refusal of the OAuth endpoints (facts/oci-iam.md 2.4): error, description, and an `ecid` with each. */
export class OAuthError extends Error {
  constructor(
    readonly statusCode: number,
    readonly error: string,
    description: string,
  ) {
    super(description);
    this.name = 'OAuthError';
  }

  body(): JsonObject {
    return {
      error: this.error,
      error_description: this.message,
      ecid: randomBytes(12).toString('base64url'),
    };
  }
}

/** [?] the status. */
export const invalidClient = (): OAuthError =>
  new OAuthError(401, 'invalid_client', 'Client authentication failed.');

/** The scope is not among the client's; [?] the status. Also, [?], for a grant type that is not, and an inactive app. */
export const unauthorizedClient = (): OAuthError =>
  new OAuthError(400, 'unauthorized_client', 'Client authorization failed.');

/** [?] wording. */
export const invalidScope = (description: string): OAuthError =>
  new OAuthError(400, 'invalid_scope', description);

/** [?] wording. */
export const invalidRequest = (description: string): OAuthError =>
  new OAuthError(400, 'invalid_request', description);

/** [?] wording. */
export const invalidGrant = (description: string): OAuthError =>
  new OAuthError(400, 'invalid_grant', description);

/** [?] wording. */
export const unsupportedGrantType = (grantType: string): OAuthError =>
  new OAuthError(400, 'unsupported_grant_type', `The grant type ${grantType} is not supported.`);
