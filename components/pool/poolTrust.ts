import { problemsToError, type Problem } from '../problem';
import { DEFAULT_CONFIG_DIRECTORY, DEFAULT_POOL, type PoolTrustOptions } from './options';
import { renderOrdsSrvs } from './ordsSrvs';
import { renderPoolXml } from './poolXml';
import { checkPoolTrust } from './rules';
import {
  absentSettings,
  releaseFor,
  settingsOf,
  type OrdsRelease,
  type PoolSetting,
  type PoolSettingName,
} from './settings';
import { deleteCommands, setCommands } from './shell';

/** The trust of a pool in every form that ORDS takes it in. The forms say the same. */
export interface RenderedPoolTrust {
  readonly pool: string;
  readonly settings: readonly PoolSetting[];
  /**
   * Settings of this group that must not be in the pool: one left from before, such as a role claim, changes what the
   * trust means. A pool.xml or an OrdsSrvs that is edited must lose them.
   */
  readonly absent: readonly PoolSettingName[];
  /** Oldest release of ORDS that has all of the settings; never below `25.2`, the first with pool profiles. */
  readonly needs: OrdsRelease;
  /** Path of `xml`, relative to the configuration directory. */
  readonly xmlPath: string;
  /**
   * A pool.xml with these settings alone. An existing one also holds how the pool reaches its database: add the
   * entries to it, do not replace it.
   */
  readonly xml: string;
  /** For a POSIX shell, in this order; each touches one setting and keeps the others. The switch to pool mode is last. */
  readonly commands: readonly string[];
  /** Remove the `absent` ones, before `commands`. Whether they fail on a pool that has none of them: no source. */
  readonly deleteCommands: readonly string[];
  /** Fields for the pool's entry in an OrdsSrvs of the Oracle Database Operator, `database.oracle.com/v4`. */
  readonly ordsSrvs: string;
  /** What a reader must know before using any of it, one sentence each. */
  readonly notes: readonly string[];
}

/**
 * Renders a trust as the JWT profile of a whole pool, instead of one for each schema. Pure: writes and calls nothing.
 *
 * In pool mode ORDS ignores the JWT profile of **every** schema of that pool, it does not merge them (facts/ords.md 9,
 * 11): a program that has JwtProfile or ProtectedApi resources in the pool loses their effect. The built-in ORDS of an
 * Autonomous Database cannot be reconfigured (facts/ords.md 12); there only profiles of schemas exist.
 *
 * Throws OrdsError with the code of the first problem: `trust.*` as for a profile (JWKS URL not https, skew above 60
 * seconds, white space, invisible characters), `pool.name`, `pool.list.*`, `pool.role.*`, `pool.value.*`,
 * `pool.config_directory.*`.
 */
export function poolTrust(options: PoolTrustOptions): RenderedPoolTrust {
  const { pool = DEFAULT_POOL, configDirectory = DEFAULT_CONFIG_DIRECTORY } = options;
  refuse(pool, checkPoolTrust(options));
  const settings = settingsOf(options);
  const absent = absentSettings(settings);
  const needs = releaseFor(settings);
  return {
    pool,
    settings,
    absent,
    needs,
    xmlPath: `databases/${pool}/pool.xml`,
    xml: renderPoolXml(settings),
    commands: setCommands({ configDirectory, pool }, settings),
    deleteCommands: deleteCommands({ configDirectory, pool }, absent),
    ordsSrvs: renderOrdsSrvs(pool, settings),
    notes: [
      `In pool mode ORDS ignores the JWT profile of every schema of pool "${pool}".`,
      'The built-in ORDS of an Autonomous Database cannot be reconfigured: use profiles of schemas there.',
      `The settings need ORDS ${needs} or newer.`,
      // Whether a running ORDS reads a changed pool.xml: no source.
      'Restart ORDS afterwards.',
    ],
  };
}

function refuse(pool: string, problems: readonly Problem[]): void {
  const error = problemsToError(pool, problems, 'pool');
  if (error) throw error;
}
