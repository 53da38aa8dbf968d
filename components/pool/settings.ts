import type { PoolTrustOptions } from './options';

/** Release of ORDS. `26` alone: some release of that year, which one has no source. */
export type OrdsRelease = '24.4' | '25.2' | '26';

/**
 * Every setting of a pool that this library writes, in the order of writing. The switch to pool mode comes last, so
 * that a script which stops half-way leaves a pool that was in schema mode there.
 *
 * `needs` is the oldest release known to have the setting. Pool profiles: "Changes in Release 25.2" of the Developer's
 * Guide; CFG244 lists the others for 24.4, older releases may have them too.
 */
const KNOWN = {
  'security.jwt.profile.enabled': { needs: '24.4', source: 'facts/ords.md 9 (CFG244, OPER)' },
  'security.jwt.profile.issuer': { needs: '25.2', source: 'facts/ords.md 9 (OPER, SKILLS)' },
  'security.jwt.profile.audience': { needs: '25.2', source: 'facts/ords.md 9 (OPER, SKILLS)' },
  'security.jwt.profile.jwk.url': { needs: '25.2', source: 'facts/ords.md 9 (OPER, SKILLS)' },
  'security.jwt.profile.role.claim.name': { needs: '25.2', source: 'facts/ords.md 9 (OPER, SKILLS)' },
  'security.jwt.profile.allowed.roles': { needs: '26', source: 'facts/ords.md 9 (OPER)' },
  'security.jwt.profile.allowed.scopes': { needs: '26', source: 'facts/ords.md 9 (OPER)' },
  'security.jwt.allowed.skew': { needs: '24.4', source: 'facts/ords.md 9 (CFG244)' },
  'security.jwt.allowed.age': { needs: '24.4', source: 'facts/ords.md 9 (CFG244)' },
  'security.jwt.profile.mode': { needs: '25.2', source: 'facts/ords.md 9, 11 (SKILLS, OPER)' },
} as const satisfies Record<string, { readonly needs: OrdsRelease; readonly source: string }>;

export type PoolSettingName = keyof typeof KNOWN;

/** One setting of a pool, as `pool.xml` holds it. */
export interface PoolSetting {
  readonly name: PoolSettingName;
  /** As ORDS reads it: durations as `30s`, lists joined by commas. */
  readonly value: string;
  /** Oldest release of ORDS known to have the setting. */
  readonly needs: OrdsRelease;
  /** Where the setting is described. */
  readonly source: string;
}

/** In the order of writing. */
export const POOL_SETTING_NAMES = Object.keys(KNOWN) as readonly PoolSettingName[];

/** The settings that the options ask for. Checks nothing. */
export function settingsOf(options: PoolTrustOptions): PoolSetting[] {
  const values = valuesOf(options);
  return POOL_SETTING_NAMES.flatMap((name) => {
    const value = values[name];
    return value === undefined ? [] : [{ name, value, ...KNOWN[name] }];
  });
}

/**
 * The settings that must be absent for the trust to be what the options say. A role claim left behind would keep the
 * pool in role mode (facts/ords.md 11, 16).
 */
export function absentSettings(settings: readonly PoolSetting[]): PoolSettingName[] {
  const present = new Set(settings.map(({ name }) => name));
  return POOL_SETTING_NAMES.filter((name) => !present.has(name));
}

/** The newest release that any of the settings needs. */
export function releaseFor(settings: readonly PoolSetting[]): OrdsRelease {
  return settings.reduce<OrdsRelease>(
    (newest, { needs }) => (Number(needs) > Number(newest) ? needs : newest),
    '24.4',
  );
}

function valuesOf(options: PoolTrustOptions): Partial<Record<PoolSettingName, string | undefined>> {
  const { issuer, audience, jwksUrl, authorisation } = options.trust;
  return {
    // The default is true; a pool where somebody switched it off would trust nobody.
    'security.jwt.profile.enabled': 'true',
    'security.jwt.profile.issuer': issuer,
    'security.jwt.profile.audience': audience,
    'security.jwt.profile.jwk.url': jwksUrl,
    'security.jwt.profile.role.claim.name':
      authorisation.mode === 'role' ? authorisation.roleClaim : undefined,
    'security.jwt.profile.allowed.roles': options.allowedRoles?.join(','),
    'security.jwt.profile.allowed.scopes': options.allowedScopes?.join(','),
    'security.jwt.allowed.skew': seconds(options.allowedSkew),
    'security.jwt.allowed.age': seconds(options.allowedAge),
    'security.jwt.profile.mode': 'POOL',
  };
}

/** ORDS prints its own defaults with the unit: `0s`, `-1s` (CFG244). */
function seconds(value: number | undefined): string | undefined {
  return value === undefined ? undefined : `${value}s`;
}
