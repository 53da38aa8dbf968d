import { gatewayRelease, type GatewayRelease } from '../release';
import type { GatewaySettings } from '../settings';

type Read = (value: string) => Partial<GatewaySettings>;

const MS_PER_SECOND = 1000;

/**
 * The settings of a pool that the gateway obeys, by ORDS's own names (facts/ords.md 9). Every other one is passed over: how the pool
 * reaches its database, above all, for here every pool reaches the one database of the sandbox.
 */
const KNOWN: Readonly<Record<string, Read>> = {
  'security.jwt.profile.enabled': (value) => ({ jwtProfileEnabled: flag(value) }),
  'security.jwt.profile.mode': (value) => ({ jwtProfileMode: oneOf(value, ['SCHEMA', 'POOL']) }),
  'security.jwt.profile.issuer': (poolIssuer) => ({ poolIssuer }),
  'security.jwt.profile.audience': (poolAudience) => ({ poolAudience }),
  'security.jwt.profile.jwk.url': (poolJwkUrl) => ({ poolJwkUrl }),
  'security.jwt.profile.role.claim.name': (poolRoleClaimName) => ({ poolRoleClaimName }),
  'security.jwt.profile.allowed.roles': (value) => ({ poolAllowedRoles: list(value) }),
  // Of built-in privileges, of which the sandbox has none: nothing could be let in or kept out by it.
  'security.jwt.profile.allowed.scopes': () => ({}),
  'security.jwks.allowed.urls': (value) => ({ jwksAllowedUrls: list(value) }),
  'security.jwks.size': (value) => ({ jwksSize: integer(value) }),
  'security.jwks.connection.timeout': (value) => ({ jwksConnectionTimeout: milliseconds(value) }),
  'security.jwks.read.timeout': (value) => ({ jwksReadTimeout: milliseconds(value) }),
  'security.jwks.refresh.interval': (value) => ({ jwksRefreshInterval: milliseconds(value) }),
  'security.jwt.allowed.skew': (value) => ({ allowedSkew: seconds(value) }),
  'security.jwt.allowed.age': (value) => ({ allowedAge: seconds(value) }),
};

/** Settings that came with a release; the others are in all of them. */
const SINCE: Readonly<Record<string, keyof GatewayRelease>> = {
  'security.jwt.profile.mode': 'hasPoolMode',
  'security.jwt.profile.issuer': 'hasPoolMode',
  'security.jwt.profile.audience': 'hasPoolMode',
  'security.jwt.profile.jwk.url': 'hasPoolMode',
  'security.jwt.profile.role.claim.name': 'hasPoolMode',
  'security.jwt.profile.allowed.roles': 'hasAllowedLists',
  'security.jwks.allowed.urls': 'hasAllowedLists',
};

/**
 * What a pool's settings change of the gateway's own. What ORDS does with a value that it cannot read has no source: here it
 * is an error that names the setting.
 */
export function poolSettings(
  settings: ReadonlyMap<string, string>,
  version?: string,
): Partial<GatewaySettings> {
  const release = gatewayRelease(version);
  const result: Partial<GatewaySettings> = {};
  for (const [name, value] of settings) {
    if (!Object.hasOwn(KNOWN, name)) continue;
    const since = SINCE[name];
    if (since !== undefined && !release[since]) continue;
    try {
      Object.assign(result, KNOWN[name]?.(value));
    } catch (error) {
      throw new Error(`${name} ${error instanceof Error ? error.message : 'cannot be read'}`, {
        cause: error,
      });
    }
  }
  return result;
}

function flag(value: string): boolean {
  return oneOf(value, ['true', 'false']) === 'true';
}

function oneOf<T extends string>(value: string, allowed: readonly T[]): T {
  const found = allowed.find((entry) => entry === value);
  if (found === undefined) throw new Error(`is none of ${allowed.join(', ')}`);
  return found;
}

function integer(value: string): number {
  if (!/^-?\d+$/.test(value)) throw new Error('is no whole number');
  return Number(value);
}

/** ORDS prints `5s`, `-1s`; other ways of writing a duration have no source here. */
function seconds(value: string): number {
  const [, digits] = /^(-?\d+)s$/.exec(value) ?? [];
  if (digits === undefined) throw new Error('is no number of seconds such as 5s');
  return Number(digits);
}

function milliseconds(value: string): number {
  return seconds(value) * MS_PER_SECOND;
}

function list(value: string): readonly string[] {
  return value
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}
