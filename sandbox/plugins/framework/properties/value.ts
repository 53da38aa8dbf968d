/** Stands for a value that is not known before `up` has run; it compares equal to nothing. */
export const UNKNOWN: unique symbol = Symbol('unknown');

/** A property value as the engine sends it, with secrets unwrapped and unknowns made explicit. */
export type Value = null | boolean | number | string | typeof UNKNOWN | readonly Value[] | Values;

/** The properties of a resource, by their Pulumi names. */
export interface Values {
  readonly [name: string]: Value | undefined;
}

export function isValues(value: Value | undefined): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** True when the value, or anything inside it, is unknown. */
export function holdsUnknown(value: Value | undefined): boolean {
  if (value === UNKNOWN) return true;
  if (isList(value)) return value.some(holdsUnknown);
  return isValues(value) && Object.values(value).some(holdsUnknown);
}

/**
 * True for what the official plugin cannot tell from an absent value: it stores Go's zero values in its state, so
 * `false`, 0, "" and empty collections never differ from "not set".
 */
export function isZero(value: Value | undefined): boolean {
  if (value === undefined || value === null || value === false || value === 0 || value === '') return true;
  if (isList(value)) return value.length === 0;
  return isValues(value) && Object.values(value).every(isZero);
}

/** Structural equality; an unknown equals nothing, and an absent member equals a zero one. */
export function sameValue(left: Value | undefined, right: Value | undefined): boolean {
  if (left === UNKNOWN || right === UNKNOWN) return false;
  if (isList(left) && isList(right)) {
    return left.length === right.length && left.every((item, index) => sameValue(item, right[index]));
  }
  if (isValues(left) && isValues(right)) {
    const names = new Set([...Object.keys(left), ...Object.keys(right)]);
    return [...names].every((name) => sameValue(left[name], right[name]));
  }
  return left === right || (isZero(left) && isZero(right) && (left == null || right == null));
}

/** The text of a property that has been checked to be one; `''` when it is not set. */
export function text(value: Value | undefined): string {
  return typeof value === 'string' ? value : '';
}
