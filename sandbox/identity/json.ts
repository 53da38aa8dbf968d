/** Anything JSON can hold; an undefined member is left out by JSON.stringify. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json | undefined;
}

/**
 * The same object with the members of `order` first, in that order, then the others as they stand. Auth0's
 * answers have a fixed order of members, whatever order they were sent in.
 */
export function inOrder(object: JsonObject, order: readonly string[]): JsonObject {
  const result: JsonObject = {};
  for (const key of order) if (object[key] !== undefined) result[key] = object[key];
  for (const [key, value] of Object.entries(object)) if (value !== undefined) result[key] ??= value;
  return result;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** JSON from outside. Throws SyntaxError also on a member `__proto__`, which assigned to an object would take its place. */
export function parsedJson(text: string): Json {
  return JSON.parse(text, (name, value: Json) => {
    if (name === '__proto__') throw new SyntaxError('__proto__ is no member');
    return value;
  }) as Json;
}
