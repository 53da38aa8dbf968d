import { STATUS_CODES } from 'node:http';
import type { JsonObject } from '../identity/json';
import { EXPIRED_TOKEN } from './managementErrors';

/** Wordings of facts/auth0.md 2.5; a 401 in the middle of a run is that of a token that has expired. */
const MESSAGES: Record<number, { message: string; errorCode?: string; attributes?: JsonObject }> = {
  401: { message: EXPIRED_TOKEN, attributes: { error: EXPIRED_TOKEN } },
  429: { message: 'Global limit has been reached', errorCode: 'too_many_requests' },
};

/** The body of an injected refusal: the Management API's shape, or that of the OAuth endpoints. */
export function refusalBody(status: number, isOAuthEndpoint: boolean): JsonObject {
  const error = STATUS_CODES[status] ?? 'Error';
  if (isOAuthEndpoint && status === 401) return { error: 'access_denied', error_description: 'Unauthorized' };
  const { message, errorCode, attributes } = MESSAGES[status] ?? { message: error };
  if (!isOAuthEndpoint) return { statusCode: status, error, message, errorCode, attributes };
  const code = errorCode ?? error.toLowerCase().replaceAll(' ', '_');
  return { error: code, error_description: message };
}
