import type { Problem } from '../problem';
import { checkAudience } from '../rules/audience';
import { checkJwksUrl, checkProfileTimes } from '../rules/profile';
import { checkScopeNames } from '../rules/scopes';
import { checkRoleClaimPointer } from '../rules/roleClaim';
import { checkIdentifier, quote } from '../rules/text';
import { codePoint } from '../visible';
import { DEFAULT_CONFIG_DIRECTORY, DEFAULT_POOL, type PoolTrustOptions } from './options';

/** What ORDS asks of the folder's name (facts/ords.md 11); the operator's pattern is the same (OPER). */
const POOL_NAME = /^[a-z0-9._-]+$/;

/** Everything that keeps the options from becoming a trust of a pool. Calls nothing. */
export function checkPoolTrust(options: PoolTrustOptions): Problem[] {
  const { trust, pool = DEFAULT_POOL, configDirectory = DEFAULT_CONFIG_DIRECTORY } = options;
  return [
    ...checkPoolName(pool),
    ...orWritable(trust.issuer, 'trust.issuer', checkIdentifier(trust.issuer, ISSUER)),
    ...orWritable(trust.audience, 'trust.audience', at('trust.', checkAudience(trust.audience, undefined))),
    ...orWritable(trust.jwksUrl, 'trust.jwksUrl', checkJwksUrl(trust.jwksUrl, 'trust.jwksUrl')),
    ...checkRoleClaim(options),
    // The 60 seconds are documented for a schema's profile; whether the setting takes more has no source.
    ...checkProfileTimes(options).map((problem) => ({
      ...problem,
      field: problem.field.replace('ords.jwtProfile.', ''),
    })),
    ...checkAllowed(options),
    ...orWritable(
      configDirectory,
      'configDirectory',
      checkIdentifier(configDirectory, {
        code: 'pool.config_directory',
        field: 'configDirectory',
        noSpaces: false,
      }),
    ),
  ];
}

const UNWRITABLE = /[\p{Cs}\ufffe-\u{10ffff}]/gu;

const ISSUER = { code: 'trust.issuer', field: 'trust.issuer' };

function at(prefix: string, problems: readonly Problem[]): Problem[] {
  return problems.map((problem) => ({ ...problem, field: `${prefix}${problem.field}` }));
}

function orWritable(text: string, field: string, problems: readonly Problem[]): readonly Problem[] {
  return problems.length > 0 ? problems : checkWritable(text, field);
}

/**
 * What a file, a command line and a manifest all can carry. The parser inside Java's Properties takes no character above
 * U+FFFF, neither in UTF-8 nor as a reference (seen with Java 17); XML has no surrogates and no U+FFFE, U+FFFF.
 */
function checkWritable(text: string, field: string): Problem[] {
  const shown = text.replace(UNWRITABLE, codePoint);
  if (shown !== text)
    return [
      {
        code: 'pool.value.not_writable',
        severity: 'error',
        field,
        summary: 'carries a character that ORDS cannot read from a pool.xml',
        found: quote(shown),
        expected: 'characters up to U+FFFD',
        remedy: `choose another value for ${field}, here and where tokens are issued`,
      },
    ];
  if (text.startsWith('-'))
    return [
      {
        code: 'pool.value.option',
        severity: 'error',
        field,
        summary: 'begins with a hyphen; the command ords would take it for an option',
        found: quote(text),
        expected: 'a value that begins with another character',
        remedy: `change ${field}`,
      },
    ];
  return [];
}

function checkPoolName(pool: string): Problem[] {
  if (POOL_NAME.test(pool) && !/^(\.+$|-)/.test(pool)) return [];
  return [
    {
      code: 'pool.name',
      severity: 'error',
      field: 'pool',
      summary: 'is not the name of a pool',
      found: quote(pool),
      expected: 'lower-case letters a-z, digits and - _ . (not only dots, no hyphen in front)',
      remedy: 'write the name of the folder under databases/, e.g. "default"',
    },
  ];
}

function checkRoleClaim({ trust }: PoolTrustOptions): readonly Problem[] {
  if (trust.authorisation.mode !== 'role') return [];
  const { roleClaim } = trust.authorisation;
  const field = 'trust.authorisation.roleClaim';
  const problems = checkRoleClaimPointer(roleClaim, field);
  return problems.length > 0 ? problems : checkWritable(roleClaim, field);
}

function checkAllowed({ trust, allowedRoles, allowedScopes }: PoolTrustOptions): Problem[] {
  const { mode } = trust.authorisation;
  return [
    ...(allowedRoles === undefined ? [] : checkList(allowedRoles, 'allowedRoles', 'role', mode)),
    ...(allowedScopes === undefined ? [] : checkList(allowedScopes, 'allowedScopes', 'scope', mode)),
    ...(allowedScopes === undefined || allowedScopes.length === 0
      ? []
      : checkScopeNames([...new Set(allowedScopes)], trust.audience).map((problem) => ({
          ...problem,
          field: problem.field.replace(/^scopes/, 'allowedScopes'),
        }))),
  ];
}

/** ORDS splits the setting at commas and has no way to write one inside a name. */
function checkList(
  names: readonly string[],
  field: string,
  belongsTo: 'role' | 'scope',
  mode: 'role' | 'scope',
): Problem[] {
  const problem = (name: string, summary: string, remedy: string, found?: string): Problem => ({
    code: `pool.list.${name}`,
    severity: 'error',
    field,
    summary,
    ...(found !== undefined && { found }),
    remedy,
  });
  if (mode !== belongsTo)
    return [
      problem(
        'other_mode',
        `has no effect: the trust is in ${mode} mode, and ORDS looks at it in ${belongsTo} mode only`,
        `remove ${field}, or change trust.authorisation`,
      ),
    ];
  if (names.length === 0)
    return [problem('empty', 'is an empty list, which a setting cannot say', `remove ${field}`)];
  return names.flatMap((name, index) => [
    ...(belongsTo === 'scope'
      ? []
      : checkIdentifier(name, { code: 'pool.role', field: `${field}[${index}]`, noSpaces: false })),
    ...checkWritable(name, `${field}[${index}]`),
    ...(name.includes(',')
      ? [
          problem(
            'comma',
            'has a name with a comma, which ORDS reads as two',
            'write one name for each entry',
            quote(name),
          ),
        ]
      : []),
    ...(names.indexOf(name) < index
      ? [problem('duplicate', 'has a name twice', 'remove one of the two', quote(name))]
      : []),
  ]);
}
