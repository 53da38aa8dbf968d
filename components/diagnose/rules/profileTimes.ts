import { BACKDATED } from '../../idp/entraTimes';
import type { ProfileFacts } from '../facts';
import type { Finding } from '../finding';
import { finding } from './build';
import { isEntra } from './providerWords';
import { valueOf, type ApiView } from './view';

/** Seconds; ORDS takes no more (facts/ords.md 1). */
export const LARGEST_SKEW = 60;
const SUGGESTED_SKEW = 30;

/** Null is the setting of ORDS and never a finding by itself: 0 s and no limit as ORDS comes (facts/ords.md 9). */
export function profileTimeRules(view: ApiView, profile: ProfileFacts): Finding[] {
  return [...skewRule(view, profile), ...ageRule(view, profile)];
}

function skewRule(view: ApiView, { allowedSkew: live }: ProfileFacts): Finding[] {
  const declared = view.manifest.ords.jwtProfile.allowedSkew;
  const common = { subject: view.subject('profile', view.manifest.ords.schema), field: 'allowedSkew' };
  const found = seconds(live);
  if (live !== null && live <= 0)
    return [
      finding('ords.profile.skew_zero', {
        ...common,
        expected: declared === null || declared <= 0 ? '1 to 60 seconds, or null' : seconds(declared),
        found,
        remedy: correction(declared === live, `allowedSkew: ${SUGGESTED_SKEW}`),
      }),
    ];
  if (live !== null && live > LARGEST_SKEW)
    return [
      finding('ords.profile.skew_too_large', {
        ...common,
        expected: `at most ${LARGEST_SKEW} seconds`,
        found,
        remedy: correction(declared === live, `allowedSkew: ${SUGGESTED_SKEW}`),
      }),
    ];
  if (live === declared) return [];
  return [
    finding('ords.profile.skew', {
      ...common,
      expected: seconds(declared),
      found,
      remedy: correction(false, ''),
    }),
  ];
}

function ageRule(view: ApiView, { allowedAge: live }: ProfileFacts): Finding[] {
  const declared = view.manifest.ords.jwtProfile.allowedAge;
  const lifetime = valueOf(view.sides.identityProvider.api)?.tokenLifetime;
  const common = { subject: view.subject('profile', view.manifest.ords.schema), field: 'allowedAge' };
  if (live !== null && live > 0 && live <= BACKDATED && isEntra(view))
    return [
      finding('ords.profile.age_backdated', {
        ...common,
        expected: `no limit, or the life of a token: Entra sets iat ${BACKDATED} seconds back`,
        found: seconds(live),
        remedy: correction(declared === live, 'allowedAge: null'),
      }),
    ];
  if (live !== null && live > 0 && lifetime !== undefined && live < lifetime)
    return [
      finding('ords.profile.age_too_small', {
        ...common,
        expected: `at least the life of a token, ${lifetime} seconds`,
        found: seconds(live),
        remedy: correction(declared === live, `allowedAge: ${lifetime}`),
      }),
    ];
  if (live === declared) return [];
  return [
    finding('ords.profile.age', {
      ...common,
      expected: seconds(declared),
      found: seconds(live),
      remedy: correction(false, ''),
    }),
  ];
}

function correction(declaredSo: boolean, setting: string): string {
  return declaredSo
    ? `set ords.jwtProfile ${setting} in the program and run pulumi up`
    : 'run pulumi up --refresh, which writes the declared value into the JWT profile';
}

function seconds(value: number | null): string {
  if (value === null) return 'null (the setting of ORDS)';
  return value === 1 ? '1 second' : `${value} seconds`;
}
