import { isJsonObject, type Json } from '../../framework/properties/mapping';

/** Where and for what a request was made, as errors print it. */
export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly requestId: string;
}

/**
 * An answer of 400 or more, printed as the official plugin prints it: `<status>-<code>, <message>`. A SCIM error has
 * neither of the two, hence the `BadErrorResponse` and the empty message (facts/oci-iam.md 1.7).
 */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    { method, url, requestId }: Asked,
  ) {
    super(`${status}-${code}, ${message}\nRequest Target: ${method} ${url}\nOPC request ID: ${requestId}`);
  }
}

const NOT_FOUND = 404;
const WITHOUT_CODE = 'BadErrorResponse';

/** The service still shows the object, in a state that says it is no more. */
export class ObjectGone extends Error {
  override readonly name = 'ObjectGone';
}

export function isNotFound(error: unknown): boolean {
  return error instanceof ObjectGone || (error instanceof ServiceError && error.status === NOT_FOUND);
}

export function serviceError(status: number, body: string, asked: Asked): ServiceError {
  const json = parse(body);
  const { code, message } = isJsonObject(json) ? json : {};
  return typeof code === 'string' && typeof message === 'string'
    ? new ServiceError(status, code, message, asked)
    : new ServiceError(status, WITHOUT_CODE, '', asked);
}

/** The `code` of a control plane error; '' for SCIM errors and for what is no JSON. */
export function codeOf(body: string): string {
  const json = parse(body);
  return isJsonObject(json) && typeof json.code === 'string' ? json.code : '';
}

function parse(body: string): Json {
  try {
    return JSON.parse(body) as Json;
  } catch {
    return null; // a proxy's page
  }
}
