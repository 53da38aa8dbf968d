import { isJsonObject, type Json, type JsonObject } from '../../../identity/json';
import { valueNamed } from './record';

/**
 * The steps of an attribute path: `name.familyName`, or an extension's `urn:...:extension:user:User.title`, whose URN is one
 * step (RFC 7644 3.10 writes a colon where Oracle writes a dot; both are read).
 */
export function stepsOf(path: string): string[] {
  if (!/^urn:/i.test(path)) return path.split('.');
  // What follows the last colon is the extension's own name and, after a dot or another colon, the attribute.
  const [, urn = path, rest] = /^(urn:.*:[A-Z][A-Za-z]*)(?:[.:](.+))?$/.exec(path) ?? [];
  return rest === undefined ? [urn] : [urn, ...rest.split('.')];
}

/** Every value at the path; lists are walked through. */
export function valuesAt(value: Json | undefined, steps: readonly string[]): Json[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, steps));
  const [step, ...rest] = steps;
  if (step === undefined) return [value];
  return isJsonObject(value) ? valuesAt(valueNamed(value, step), rest) : [];
}

/** `attributes=a,b.c`: only these and what is always returned; all where nothing is asked for. */
export function selectAttributes(record: JsonObject, attributes: string | undefined): JsonObject {
  const wanted = (attributes ?? '').split(',').flatMap((path) => stepsOf(path.trim()).slice(0, 1));
  if (wanted.every((name) => name === '')) return record;
  const kept = new Set(['id', 'schemas', 'meta', ...wanted].map((name) => name.toLowerCase()));
  return Object.fromEntries(Object.entries(record).filter(([name]) => kept.has(name.toLowerCase())));
}
