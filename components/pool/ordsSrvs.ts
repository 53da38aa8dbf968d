import type { PoolSetting } from './settings';

/**
 * Field names: oracle/oracle-database-operator, apis/database/v4/ordssrvs_types.go, PoolSettings,
 * at 06254deeeea99287c74056b46be7f5912be43cd1 (OPER). They equal the settings' names; `poolName` is the operator's own.
 * `security.jwt.profile.enabled` is a boolean there, skew and age are strings.
 */
const BOOLEANS: ReadonlySet<string> = new Set(['security.jwt.profile.enabled']);

/** The part of an OrdsSrvs (oracle-database-operator, v4) that carries these settings, in YAML. */
export function renderOrdsSrvs(
  pool: string,
  settings: readonly Pick<PoolSetting, 'name' | 'value'>[],
): string {
  const fields = settings.map(
    ({ name, value }) => `      ${name}: ${BOOLEANS.has(name) ? value : scalar(value)}\n`,
  );
  return [
    '# poolSettings is a list that Kubernetes replaces as a whole:\n',
    '# put these fields into the entry that the pool already has.\n',
    `spec:\n  poolSettings:\n    - poolName: ${scalar(pool)}\n`,
    ...fields,
  ].join('');
}

/** A string of JSON is a double-quoted scalar of YAML, and never a number, a boolean or a date. */
function scalar(text: string): string {
  return JSON.stringify(text);
}
