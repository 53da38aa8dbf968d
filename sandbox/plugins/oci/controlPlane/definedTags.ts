import { isJsonObject, type Json, type JsonObject } from '../../framework/properties/mapping';
import { isValues, type Value, type Values } from '../../framework/properties/value';

/** `{ "Namespace.Key": "value" }` of a program as the API's `{ "Namespace": { "Key": "value" } }`. */
export function toDefinedTags(tags: Value | undefined): JsonObject {
  const nested: Record<string, Record<string, Json>> = {};
  for (const [name, value] of Object.entries(isValues(tags) ? tags : {})) {
    const dot = name.indexOf('.');
    (nested[name.slice(0, dot)] ??= {})[name.slice(dot + 1)] = String(value);
  }
  return nested;
}

/** The outputs in an answer, with its tags in the program's form. */
export function withTags(outputs: Values, body: JsonObject): Values {
  const flat = ['definedTags', 'systemTags'].flatMap((name) =>
    outputs[name] === undefined ? [] : [[name, flatten(body[name])] as const],
  );
  return { ...outputs, ...Object.fromEntries(flat) };
}

function flatten(tags: Json | undefined): Values {
  const flat: Record<string, string> = {};
  for (const [namespace, pairs] of Object.entries(isJsonObject(tags) ? tags : {})) {
    if (!isJsonObject(pairs)) continue;
    for (const [key, value] of Object.entries(pairs)) flat[`${namespace}.${key}`] = String(value);
  }
  return flat;
}
