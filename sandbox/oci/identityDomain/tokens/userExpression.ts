import type { Json, JsonObject } from '../../../identity/json';
import { isJsonObject } from '../../../identity/json';
import { stepsOf } from '../scim/attributePath';
import { valueNamed } from '../scim/record';

const PREFIX = '$user.';
const PATH = /^[A-Za-z0-9_:.*-]+$/;

/** The one kind of expression that the documentation has: attributes of the user (facts/oci-iam.md 2.6). */
export function isUserExpression(value: string): boolean {
  return value.startsWith(PREFIX) && PATH.test(value.slice(PREFIX.length));
}

/**
 * The value of `$user.name.formatted`, `$user.emails.0.type` or `$user.groups.*.display`: with a `*` a list, else one value.
 * Undefined where the user has no such attribute.
 */
export function evaluateExpression(expression: string, user: JsonObject): Json | undefined {
  const steps = stepsOf(expression.slice(PREFIX.length));
  const found = follow(user, steps);
  return steps.includes('*') ? found : found[0];
}

function follow(value: Json | undefined, steps: readonly string[]): Json[] {
  const [step, ...rest] = steps;
  if (value === undefined || value === null) return [];
  if (step === undefined) return [value];
  if (Array.isArray(value))
    return step === '*'
      ? value.flatMap((item) => follow(item, rest))
      : follow(/^\d+$/.test(step) ? value[Number(step)] : undefined, rest);
  return isJsonObject(value) ? follow(valueNamed(value, step), rest) : [];
}
