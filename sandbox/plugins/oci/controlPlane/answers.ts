import { isJsonObject, type Json, type JsonObject } from '../../framework/properties/mapping';
import type { Answer } from '../http/retry';

/** The objects of an answer to a list request. */
export function listOf({ body }: Answer): JsonObject[] {
  const json = JSON.parse(body.toString('utf8')) as Json;
  if (!Array.isArray(json)) throw new Error('the service did not answer with a list');
  return (json as readonly Json[]).filter(isJsonObject);
}

/** One header of an answer; '' when it is not there. */
export function headerOf({ headers }: Answer, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
}
