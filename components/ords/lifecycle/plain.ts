import { isDeepStrictEqual } from 'node:util';

import { OrdsError } from '../../errors';

/** Properties as they travel between the engine and the provider process: plain JSON. */
export type Props = Record<string, unknown>;

/**
 * What stands for a value that is not known yet, whatever its type, in check and diff (facts/pulumi.md 1.2). The
 * same constant as `pulumi.runtime.unknownValue`, which the provider process need not load for it.
 */
export const UNKNOWN = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';

export function isUnknown(value: unknown): boolean {
  return value === UNKNOWN;
}

/** The path of the first unknown value in it, or undefined. */
export function findUnknown(value: unknown, path = ''): string | undefined {
  if (isUnknown(value)) return path || '.';
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, entry] of Object.entries(value)) {
    const found = findUnknown(entry, path ? `${path}.${key}` : key);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Without the entries that are undefined or null, at any depth: absent and null mean the same in all of ORDS. */
export function compact<T>(value: T): T {
  if (Array.isArray(value)) return value.map((entry: unknown) => compact(entry)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined && entry !== null);
  return Object.fromEntries(entries.map(([key, entry]) => [key, compact(entry)])) as T;
}

export function same(left: unknown, right: unknown): boolean {
  return isDeepStrictEqual(compact(left ?? null), compact(right ?? null));
}

/** Throws unless the engine can store it: a Date, a bigint or a class instance would be lost or refused there. */
export function assertJson(value: unknown, path: string): void {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return;
  if (typeof value === 'number' && Number.isFinite(value)) return;
  if (Array.isArray(value)) {
    value.forEach((entry, index) => assertJson(entry, `${path}[${index}]`));
    return;
  }
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    for (const [key, entry] of Object.entries(value)) assertJson(entry, `${path}.${key}`);
    return;
  }
  throw new OrdsError(`${path} is not plain JSON`, {
    code: 'ords.internal.not_json',
    remedy: 'this is a fault of pulumi-ords: please report it with the resource and the release of ORDS',
  });
}

/** In one order whatever order they came in, without repeats: ORDS keeps lists without order. */
export function unordered(values: Iterable<string>): string[] {
  return [...new Set(values)].sort();
}
