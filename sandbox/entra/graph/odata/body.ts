import { isJsonObject, type JsonObject } from '../../../identity/json';
import { badRequest } from '../graphError';

/** The members of a request's body, annotations left out. Throws GraphError for one that the object does not have. */
export function bodyMembers(
  body: unknown,
  known: readonly string[],
  readOnly: readonly string[],
): JsonObject {
  const members = bodyOf(body);
  const unknown = Object.keys(members).find((name) => !known.includes(name));
  if (unknown !== undefined) throw badRequest(`Invalid property '${unknown}'.`); // [?] wording
  return Object.fromEntries(Object.entries(members).filter(([name]) => !readOnly.includes(name)));
}

/** A JSON object without annotations. Throws GraphError for anything else. */
export function bodyOf(body: unknown): JsonObject {
  if (!isJsonObject(body)) throw badRequest('The request has no JSON object.'); // [?] wording
  return Object.fromEntries(Object.entries(body).filter(([name]) => !name.includes('@odata.')));
}

/** `changes` set over `base`: objects are merged, collections replaced as a whole. */
export function merged(base: JsonObject, changes: JsonObject): JsonObject {
  const result = { ...base };
  for (const [name, value] of Object.entries(changes)) {
    const before = base[name];
    result[name] = isJsonObject(before) && isJsonObject(value) ? merged(before, value) : value;
  }
  return result;
}

/** The object ids of an `owners@odata.bind`. */
export function boundIds(body: unknown, name: string): string[] {
  const bound = isJsonObject(body) ? body[`${name}@odata.bind`] : undefined;
  const links = Array.isArray(bound) ? bound : [];
  return links.map((link) => String(link).split('/').pop() ?? '');
}

/** A text that must be there. Throws GraphError. */
export function requiredText(body: JsonObject, name: string): string {
  const value = body[name];
  if (typeof value === 'string' && value !== '') return value;
  throw badRequest(`A value is required for property '${name}' of resource.`); // [?] wording
}
