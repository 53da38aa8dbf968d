import { STATUS_CODES } from 'node:http';
import type { KnownError } from '../../identity/httpApp';
import type { JsonObject } from '../../identity/json';

/** An error as the control plane answers it: `{code, message}` (facts/oci-iam.md 1.8). */
export class ServiceError extends Error implements KnownError {
  constructor(
    readonly statusCode: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'ServiceError';
  }

  body(): JsonObject {
    return { code: this.code, message: this.message };
  }
}

export function invalidParameter(message: string): ServiceError {
  return new ServiceError(400, 'InvalidParameter', message);
}

export function missingParameter(message: string): ServiceError {
  return new ServiceError(400, 'MissingParameter', message);
}

export function limitExceeded(limit: string): ServiceError {
  return new ServiceError(
    400,
    'LimitExceeded',
    `The following service limits were exceeded: ${limit}. Request a service limit increase from the service limits page in the console. `,
  );
}

/** What the caller is told of a bad signature; the log has the reason. */
export function notAuthenticated(): ServiceError {
  return new ServiceError(
    401,
    'NotAuthenticated',
    'The required information to complete authentication was not provided or was incorrect.',
  );
}

/** Always Free databases lack some features (text as printed by the service, shortened to what is asked for here). */
export function notOfferedToAlwaysFree(feature: string): ServiceError {
  return new ServiceError(
    403,
    'Forbidden',
    `Always Free Autonomous Databases do not offer the following features and operations: ${feature}.`,
  );
}

/**
 * A real service says NotAuthorizedOrNotFound; official clients then try again for minutes after a delete, so that a stand-in says
 * NotFound of what it does not have (facts/oci-iam.md 1.7).
 */
export function notFound(what: string): ServiceError {
  return new ServiceError(404, 'NotFound', `${what} was not found.`);
}

export function notAuthorizedOrNotFound(): ServiceError {
  return new ServiceError(
    404,
    'NotAuthorizedOrNotFound',
    'Authorization failed or requested resource not found.',
  );
}

export function incorrectState(message: string): ServiceError {
  return new ServiceError(409, 'IncorrectState', message);
}

export function preConditionFailed(message: string): ServiceError {
  return new ServiceError(412, 'PreConditionFailed', message);
}

/** Something that the service does and this stand-in does not. */
export function notPlayed(what: string): ServiceError {
  return new ServiceError(501, 'NotImplemented', `The sandbox does not play ${what}.`);
}

const CODES: Readonly<Record<number, string>> = {
  400: 'InvalidParameter',
  401: 'NotAuthenticated',
  403: 'NotAllowed',
  404: 'NotAuthorizedOrNotFound',
  409: 'IncorrectState',
  412: 'PreConditionFailed',
  429: 'TooManyRequests',
  500: 'InternalServerError',
  501: 'NotImplemented',
  503: 'ServiceUnavailable',
};

/** A refusal that a test asked for, or an internal error. */
export function refusalOf(status: number): ServiceError {
  if (status === 401) return notAuthenticated();
  if (status === 404) return notAuthorizedOrNotFound();
  return new ServiceError(status, CODES[status] ?? 'InternalServerError', STATUS_CODES[status] ?? 'Error');
}
