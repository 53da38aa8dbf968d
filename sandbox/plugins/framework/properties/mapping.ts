import type { Fields, Property, Shape } from './property';
import { isList, isValues, type Value, type Values } from './value';

/** JSON as the service sends and takes it. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json | undefined;
}

/** The request body for `values`: the properties that are set, under the API's names, in the order of `fields`. */
export function toBody(
  fields: Fields,
  values: Values,
  include: (property: Property, name: string) => boolean = () => true,
): JsonObject {
  const body: Record<string, Json> = {};
  for (const [name, property] of Object.entries(fields)) {
    const value = values[name];
    if (value === undefined || value === null || !include(property, name)) continue;
    if ((property.outputOnly === true && property.echoed !== true) || property.local === true) continue;
    body[property.api] = toJson(property.shape, value, include);
  }
  return body;
}

/**
 * The properties in an API object. What the API does not show (`writeOnly`) is taken from `prior`, the values known
 * before; what it leaves out stays out.
 */
export function fromBody(fields: Fields, body: JsonObject, prior: Values = {}): Values {
  const values: Record<string, Value> = {};
  for (const [name, property] of Object.entries(fields)) {
    const known = prior[name];
    const live = property.writeOnly === true ? known : fromJson(property.shape, body[property.api], known);
    if (live !== undefined && live !== null) values[name] = live;
  }
  return values;
}

function toJson(shape: Shape, value: Value, include: (property: Property, name: string) => boolean): Json {
  if ((shape.kind === 'list' || shape.kind === 'set') && isList(value)) {
    return value.map((item) => toJson(shape.items, item, include));
  }
  if (shape.kind === 'object' && isValues(value)) return toBody(shape.fields, value, include);
  return value as Json; // checked against the shape by `checkValues`, and known: bodies are built in `up` only
}

function fromJson(shape: Shape, json: Json | undefined, prior: Value | undefined): Value | undefined {
  if (json === undefined || json === null) return undefined;
  if (shape.kind === 'list' || shape.kind === 'set') {
    // SDKs made from Terraform schemas have a list of one where the API has a single object.
    const items: readonly Json[] = Array.isArray(json) ? json : [json];
    return items.map(
      (item, index) => fromJson(shape.items, item, isList(prior) ? prior[index] : undefined) ?? null,
    );
  }
  if (shape.kind === 'object' && isJsonObject(json)) {
    return fromBody(shape.fields, json, isValues(prior) ? prior : {});
  }
  return json;
}

/** Left out of an update: what only a create takes, and what is sent only with a change. */
export function inUpdate(changed: ReadonlySet<string>): (property: Property, name: string) => boolean {
  return (property, name) =>
    property.createOnly !== true && (property.sentOnChange !== true || changed.has(name));
}

export function isJsonObject(json: Json | undefined): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
