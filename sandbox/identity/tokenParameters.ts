import { isJsonObject } from './json';

/** The parameters of a request to an OAuth endpoint. */
export interface TokenParameters {
  readonly [parameter: string]: string | undefined;
}

/** Parameters as text; an empty one counts as absent (RFC 6749 3.2), of a repeated one `repeated` makes the error. */
export function tokenParameters(body: unknown, repeated: (name: string) => Error): TokenParameters {
  const parameters: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(isJsonObject(body) ? body : {})) {
    if (typeof value === 'string') parameters[name] = value === '' ? undefined : value;
    else if (Array.isArray(value)) throw repeated(name);
  }
  return parameters;
}
