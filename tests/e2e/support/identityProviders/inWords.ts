import type { BadValues } from './identityProvider';

/** Names in a line of `objects()`, whatever their order. */
export function list(names: readonly string[]): string {
  return `[${[...names].sort().join(' ')}]`;
}

/** Settings of the identity provider that cannot work. */
export function badSetting(
  settings: Readonly<Record<string, unknown>>,
  code: string,
  field: string,
): BadValues {
  return { edit: (values) => void Object.assign((values.settings ??= {}), settings), code, field };
}
