import type { Checker } from '../../ords/lifecycle/checker';
import { compact, isUnknown, unordered } from '../../ords/lifecycle/plain';
import { checkPlace, type Place } from './place';

/** Characters of a claim's name and of a constant (facts/oci-iam.md 2.6). */
const NAME_MAX = 100;
const VALUE_MAX = 100;
/** Of an expression no limit has a source. */
const EXPRESSION_MAX = 4_000;
const SCOPE_MAX = 4_000;

/** What a claim says, in canonical form. */
export interface ClaimDefinition {
  readonly name: string;
  readonly value: string;
  /** Whether `value` is evaluated for the user of each token, or is the text itself. */
  readonly expression: boolean;
  readonly mode: 'always' | 'request' | 'never';
  readonly tokenType: 'AT' | 'IT' | 'BOTH';
  readonly allScopes: boolean;
  /** Full scopes, in one order; absent with `allScopes`. */
  readonly scopes?: readonly string[] | undefined;
}

export const CLAIM_PROPERTIES = [
  'name',
  'value',
  'expression',
  'mode',
  'tokenType',
  'allScopes',
  'scopes',
] as const satisfies readonly (keyof ClaimDefinition)[];

/** The claim that a program declares; `scopes` left out means every scope. */
export function checkCustomClaim(checker: Checker): Place & ClaimDefinition {
  const place = checkPlace(checker);
  const name = checker.text('name', { required: true, max: NAME_MAX });
  const value = checker.text('value', { required: true, max: EXPRESSION_MAX });
  const expression = checker.flag('expression') ?? value.startsWith('$');
  if (!isUnknown(value) && expression === false && [...value].length > VALUE_MAX)
    checker.fail('value', `is ${[...value].length} characters long; a constant may have ${VALUE_MAX}`);
  const scopes = checker.names('scopes', SCOPE_MAX);
  if (scopes !== undefined && !isUnknown(scopes) && scopes.length === 0)
    checker.fail('scopes', 'is empty, so no token would carry the claim; leave it out for every scope');
  return {
    ...place,
    name,
    value,
    expression,
    mode: checker.oneOf('mode', ['always', 'request', 'never']) ?? 'always',
    tokenType: checker.oneOf('tokenType', ['AT', 'IT', 'BOTH']) ?? 'AT',
    allScopes: scopes === undefined,
    scopes,
  };
}

/** The claim that a domain answers with; `name` and so on are absent where it does not say. */
export function liveClaim(body: Readonly<Record<string, unknown>>): Partial<ClaimDefinition> {
  const { scopes } = body;
  const known = Object.fromEntries(CLAIM_PROPERTIES.map((property) => [property, body[property]]));
  return compact({
    ...known,
    scopes:
      body.allScopes === true || !Array.isArray(scopes) ? undefined : unordered(scopes as readonly string[]),
  });
}
