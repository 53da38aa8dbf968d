import type { Value } from './value';

/** Says what is wrong with a value, or nothing. The sentence continues "<property> …". */
export type Rule = (value: Value) => string | undefined;

export const oneOf =
  (...allowed: readonly string[]): Rule =>
  (value) =>
    typeof value === 'string' && allowed.includes(value) ? undefined : `must be one of ${allowed.join(', ')}`;

/** Length in characters, both ends included. */
export const lengthBetween =
  (least: number, most: number): Rule =>
  (value) =>
    typeof value === 'string' && value.length >= least && value.length <= most
      ? undefined
      : `must have ${least} to ${most} characters`;

export const numberBetween =
  (least: number, most: number): Rule =>
  (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
      ? undefined
      : `must be a whole number from ${least} to ${most}`;

/** Names of APIs and applications: facts/auth0.md 2.2 and 2.4, `^[^<>]+$`. */
export const withoutAngleBrackets =
  (most: number): Rule =>
  (value) =>
    typeof value === 'string' && value.length <= most && /^[^<>]+$/.test(value)
      ? undefined
      : `must have 1 to ${most} characters and no < or >`;
