import type { Rule } from '../framework/properties/rules';
import { isList, UNKNOWN } from '../framework/properties/value';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** What a role's or a scope's value may hold; at most 120 characters, no full stop in front. */
const CLAIM_VALUE = /^(?!\.)[\w:!#$%&'()*+,\-./;<=>?@[\]^`{|}~]{1,120}$/;
const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

const matches =
  (pattern: RegExp, what: string): Rule =>
  (value) =>
    typeof value === 'string' && pattern.test(value) ? undefined : `must be ${what}`;

export const uuid = matches(UUID, 'a valid UUID');
export const notEmpty = matches(/\S/, 'a text that is not empty');
export const rfc3339 = matches(RFC3339, 'a date of RFC 3339, such as 2030-01-01T00:00:00Z');
export const applicationId = matches(
  /^\/applications\/[^/]+$/,
  'the id of an application, such as /applications/00000000-0000-0000-0000-000000000000 (not its client id)',
);
export const uri = matches(/^[a-z][a-z0-9+.-]*:\S+$/i, 'a URI');

/** An empty value counts as none. */
export const claimValue: Rule = (value) =>
  value === '' ? undefined : matches(CLAIM_VALUE, 'a value for a claim, without blanks')(value);

/** The rule for each item of a list that are known. */
export const each =
  (rule: Rule): Rule =>
  (value) => {
    if (!isList(value)) return undefined;
    const complaints = value.map((item) => (item === UNKNOWN ? undefined : rule(item)));
    return complaints.find((complaint) => complaint !== undefined);
  };
