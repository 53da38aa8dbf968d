import { createHash } from 'node:crypto';
import { isList, type Value, type Values } from './value';

/** Names of inputs that were not set by the program; the Terraform bridge keeps the same list under this key. */
export const DEFAULTS = '__defaults';

const HEX_DIGITS = 7;

/** What the engine was told about naming (`pulumi:autonaming` in the stack's settings). */
export type Autonaming =
  | { readonly mode: 'random' }
  | { readonly mode: 'propose' | 'enforce'; readonly name: string }
  | { readonly mode: 'disable' };

/** The names of the inputs that were filled by the plugin. */
export function defaultedNames(inputs: Values): readonly string[] {
  const names = inputs[DEFAULTS];
  return isList(names) ? names.filter((name): name is string => typeof name === 'string') : [];
}

/**
 * `<logical name>-<7 hex>`, cut at the front part to fit `maxLength`. The same seed gives the same name, so that a
 * preview and the `up` after it agree.
 */
export function automaticName(logicalName: string, seed: Uint8Array, maxLength: number): string {
  const suffix = createHash('sha256').update(seed).digest('hex').slice(0, HEX_DIGITS);
  return `${logicalName.slice(0, maxLength - HEX_DIGITS - 1)}-${suffix}`;
}

/** The name for a resource whose program gives none: the one it has already, else a new one. */
export function chooseName(
  property: string,
  olds: Values,
  logicalName: string,
  seed: Uint8Array,
  maxLength: number,
  autonaming: Autonaming,
): Value | undefined {
  const old = olds[property];
  if (typeof old === 'string' && defaultedNames(olds).includes(property)) return old;
  switch (autonaming.mode) {
    case 'disable':
      return undefined;
    case 'propose':
    case 'enforce':
      return autonaming.name;
    case 'random':
      return automaticName(logicalName, seed, maxLength);
  }
}
