import { STATUS_CODES } from 'node:http';
import { isJsonObject, type Json } from '../../framework/properties/mapping';

const NOT_FOUND = 404;

/** An answer of 400 or more from Microsoft Graph, printed as the official plugin prints it (facts/entra.md 1.6). */
export class GraphError extends Error {
  override readonly name = 'GraphError';

  constructor(
    readonly status: number,
    readonly code: string,
    text: string,
  ) {
    const error = code === '' ? '' : ` with error: ${code}: ${text}`;
    super(`unexpected status ${status} (${status} ${STATUS_CODES[status] ?? ''})${error}`);
  }
}

/** An object that another one should hold is not in it. */
export class NotListed extends Error {
  override readonly name = 'NotListed';
}

export function isNotFound(error: unknown): boolean {
  return error instanceof NotListed || (error instanceof GraphError && error.status === NOT_FOUND);
}

/** For what the official plugin does not forgive: something that is to be removed and is not there (facts/entra.md 1.2). */
export function asFailure(error: unknown): never {
  throw isNotFound(error) ? new Error((error as Error).message, { cause: error }) : error;
}

export function graphError(status: number, body: string): GraphError {
  const { code, message } = errorOf(body);
  return new GraphError(status, code, message);
}

/** Code and message of an OData error; empty texts where a body has none. */
export function errorOf(body: string): { readonly code: string; readonly message: string } {
  const json = parse(body);
  const error = isJsonObject(json) && isJsonObject(json.error) ? json.error : {};
  return { code: textOf(error.code), message: textOf(error.message) };
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function parse(body: string): Json {
  try {
    return JSON.parse(body) as Json;
  } catch {
    return null; // a proxy's page
  }
}
