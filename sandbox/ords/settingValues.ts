import type { GatewaySettings } from './settings';

interface Rule {
  readonly expected: string;
  readonly admits: (value: unknown) => boolean;
}

const FLAG: Rule = { expected: 'true or false', admits: (value) => typeof value === 'boolean' };
const TEXT_OR_NOTHING: Rule = {
  expected: 'a text, or null',
  admits: (value) => value === undefined || typeof value === 'string',
};
const LIST_OR_NOTHING: Rule = {
  expected: 'a list of texts, or null',
  admits: (value) =>
    value === undefined || (Array.isArray(value) && value.every((entry) => typeof entry === 'string')),
};
const SECONDS: Rule = { expected: 'a whole number', admits: (value) => Number.isInteger(value) };
const COUNT: Rule = {
  expected: 'a whole number from 0',
  admits: (value) => Number.isInteger(value) && Number(value) >= 0,
};

function oneOf(...allowed: readonly (string | number)[]): Rule {
  return {
    expected: allowed.map((value) => JSON.stringify(value)).join(' or '),
    admits: (value) => allowed.includes(value as string),
  };
}

const RULES: Readonly<Record<keyof GatewaySettings, Rule>> = {
  jwtProfileEnabled: FLAG,
  jwtProfileMode: oneOf('SCHEMA', 'POOL'),
  poolIssuer: TEXT_OR_NOTHING,
  poolAudience: TEXT_OR_NOTHING,
  poolJwkUrl: TEXT_OR_NOTHING,
  poolRoleClaimName: TEXT_OR_NOTHING,
  poolAllowedRoles: LIST_OR_NOTHING,
  allowedSkew: SECONDS,
  allowedAge: SECONDS,
  jwksSize: COUNT,
  jwksConnectionTimeout: COUNT,
  jwksReadTimeout: COUNT,
  jwksRefreshInterval: COUNT,
  jwksAllowedUrls: LIST_OR_NOTHING,
  wrongScopeStatus: oneOf(401, 403),
  wrongRoleStatus: oneOf(401, 403),
  acceptAudienceArray: FLAG,
  acceptOtherTypes: FLAG,
  acceptMissingKeyId: FLAG,
  acceptScopeArray: FLAG,
  acceptEmptyRoleClaim: FLAG,
  rolesInScopeMode: oneOf('ignored', 'required'),
  severalPrivileges: oneOf('all', 'any'),
  wildcardCoversItsRoot: FLAG,
  errorResponseFormat: oneOf('auto', 'json', 'html'),
};

/** Settings that came as JSON, where null unsets. Throws RangeError on a name or a value that the gateway does not have. */
export function checkedSettings(changes: Readonly<Record<string, unknown>>): Partial<GatewaySettings> {
  return Object.fromEntries(
    Object.entries(changes).map(([name, sent]) => {
      const rule = Object.hasOwn(RULES, name) ? RULES[name as keyof GatewaySettings] : undefined;
      if (rule === undefined) throw new RangeError(`no setting ${name}: ${Object.keys(RULES).join(', ')}`);
      const value = sent ?? undefined;
      if (!rule.admits(value)) throw new RangeError(`${name} is ${JSON.stringify(sent)}: ${rule.expected}`);
      return [name, value];
    }),
  );
}
