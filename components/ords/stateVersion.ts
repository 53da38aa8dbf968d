import { OrdsError } from '../errors';
import type { Props } from './lifecycle/plain';

/** Of the properties that this release writes to the state. */
export const SCHEMA_VERSION = 2;

/** `migrations[n]` brings state of version n to version n + 1. Delete and refresh meet every version ever written. */
const migrations: Readonly<Record<number, (state: Props) => Props>> = {
  // Version 2 knows the `owner` whose mark an object carries. Version 1 wrote no mark, and an absent owner says just that: the
  // next up has `owner` as its change, and writes the mark.
  1: (state) => state,
};

/** State in the form that this release writes, whichever release wrote it. */
export function currentState(
  state: Props,
  steps: Readonly<Record<number, (state: Props) => Props>> = migrations,
  current: number = SCHEMA_VERSION,
): Props {
  const written = typeof state.schemaVersion === 'number' ? state.schemaVersion : current;
  if (written > current) {
    throw new OrdsError(
      `the state was written by a newer pulumi-ords (state version ${written}, this release knows ${current})`,
      {
        code: 'ords.state.newer',
        remedy: 'npm install pulumi-ords@latest',
      },
    );
  }
  let result = state;
  for (let version = written; version < current; version += 1) result = steps[version]?.(result) ?? result;
  return { ...result, schemaVersion: current };
}
