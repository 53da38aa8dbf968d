import { STATUS_CODES } from 'node:http';
import type { JsonObject } from '../identity/json';

/**
 * A refusal of the Management API: `{"statusCode","error","message","errorCode"?}`. The wordings are those of
 * facts/auth0.md 2.5; where the sheet knows no errorCode, none is sent.
 */
export class ManagementError extends Error {
  constructor(
    readonly statusCode: number,
    message: string,
    readonly errorCode?: string,
    readonly attributes?: JsonObject,
  ) {
    super(message);
    this.name = 'ManagementError';
  }

  body(): JsonObject {
    return {
      statusCode: this.statusCode,
      error: STATUS_CODES[this.statusCode] ?? 'Error',
      message: this.message,
      errorCode: this.errorCode,
      attributes: this.attributes,
    };
  }
}

export const EXPIRED_TOKEN = 'Expired token received for JSON Web Token validation';

export const resourceServerMissing = (): ManagementError =>
  new ManagementError(404, 'The resource server does not exist', 'inexistent_resource_server');

export const clientMissing = (): ManagementError =>
  new ManagementError(404, 'The client does not exist', 'inexistent_client');

export const grantMissing = (): ManagementError =>
  new ManagementError(404, 'The grant does not exist.', 'inexistent_client_grant');

/** [?] the sheet has no recording of it; shaped after the others. */
export const credentialMissing = (): ManagementError =>
  new ManagementError(404, 'The credential does not exist', 'inexistent_credential');

export const unknownRoute = (): ManagementError => new ManagementError(404, 'Not Found');

export const insufficientScope = (scopes: readonly string[]): ManagementError =>
  new ManagementError(403, `Insufficient scope, expected any of: ${scopes.join(',')}`, 'insufficient_scope');

export const entityLimitReached = (): ManagementError =>
  new ManagementError(403, 'You reached the limit of entities of this type for this tenant.');

/** `fault` is the text between the quotes; `location` what follows them. */
export const invalidBody = (fault: string, location = ''): ManagementError =>
  new ManagementError(400, `Payload validation error: '${fault}'${location}.`, 'invalid_body');

export const validationError = (message: string): ManagementError =>
  new ManagementError(400, message, 'validation_error');
