import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SandboxError } from '../../errors';
import type { GatewaySettings } from '../settings';
import { poolSettings } from './poolSettings';
import { readPropertiesXml } from './propertiesXml';

/** The pool whose name is left out of the URL. */
export const DEFAULT_POOL = 'default';

/** By the pool's name. */
export type Pools = ReadonlyMap<string, Partial<GatewaySettings>>;

/**
 * Reads `databases/<pool>/pool.xml` of a configuration directory of ORDS (facts/ords.md 11); a folder without that file is no
 * pool, and a setting that the release does not know yet is passed over. What may stand for all pools in `global/` has no source for these settings and is not read.
 *
 * @throws SandboxError `sandbox.ords_config.missing`, `sandbox.ords_config.pool`
 */
export function readPools(directory: string, version?: string): Pools {
  if (!existsSync(directory))
    throw new SandboxError(
      'sandbox.ords_config.missing',
      `there is no folder ${directory}`,
      'make it, or correct --ords-config',
    );
  const databases = join(directory, 'databases');
  const pools = new Map<string, Partial<GatewaySettings>>();
  if (!existsSync(databases)) return pools;
  for (const pool of readdirSync(databases)) {
    const file = join(databases, pool, 'pool.xml');
    if (existsSync(file)) pools.set(pool, readPool(file, version));
  }
  return pools;
}

function readPool(file: string, version: string | undefined): Partial<GatewaySettings> {
  try {
    return poolSettings(readPropertiesXml(readFileSync(file, 'utf8')), version);
  } catch (error) {
    throw new SandboxError(
      'sandbox.ords_config.pool',
      `${file} cannot be used: ${error instanceof Error ? error.message : 'unknown reason'}`,
      'repair it, and start or reload again',
    );
  }
}
