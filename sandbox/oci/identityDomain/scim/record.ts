import { randomBytes } from 'node:crypto';
import { isJsonObject, type Json, type JsonObject } from '../../../identity/json';

/** A resource as it is kept. `meta.location` and `$ref`s are made when it is shown, for they contain the domain's address. */
export interface ScimRecord extends JsonObject {
  id: string;
  schemas: string[];
  meta: { resourceType: string; created: string; lastModified: string };
}

export const newScimId = (): string => randomBytes(16).toString('hex');

export function text(record: JsonObject, name: string): string | undefined {
  const value = record[name];
  return typeof value === 'string' ? value : undefined;
}

export function textList(record: JsonObject, name: string): string[] {
  const value = record[name];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

/** The items of a complex multi-valued attribute. */
export function objects(record: JsonObject, name: string): JsonObject[] {
  const value = record[name];
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

/** Whether two values of an attribute that is not caseExact are one, where it must be unique. */
export function sameName(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

/** Names of attributes do not know case (RFC 7643 2.1). */
export function memberNamed(object: JsonObject, name: string): string | undefined {
  if (Object.hasOwn(object, name)) return name;
  return Object.keys(object).find((key) => key.toLowerCase() === name.toLowerCase());
}

export function valueNamed(object: JsonObject, name: string): Json | undefined {
  const key = memberNamed(object, name);
  return key === undefined ? undefined : object[key];
}
