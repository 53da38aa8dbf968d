import type { Finding } from '../../finding';
import { finding } from '../build';
import { LARGEST_SKEW } from '../profileTimes';
import { own } from '../view';
import type { CallView } from './callView';

/**
 * Times by this machine's clock, with the skew of the profile (facts/ords.md 1, 8). Without one the setting of ORDS decides,
 * which nobody can read from here; as it comes it is 0 s and no limit on age (facts/ords.md 9).
 */
export function tokenTimeRules({ view, token, profile, facts }: CallView): Finding[] {
  const { now } = facts;
  const [exp, iat, nbf] = ['exp', 'iat', 'nbf'].map((claim) => seconds(own(token.claims, claim)));
  const skew = Math.min(LARGEST_SKEW, Math.max(0, profile.allowedSkew ?? 0));
  const subject = { api: view.manifest.api, kind: 'token' as const };
  const findings: Finding[] = [];

  if (exp !== undefined && now >= exp + skew)
    findings.push(
      finding('token.expired', {
        subject,
        field: 'exp',
        expected: `a time after ${at(now)}`,
        found: `${at(exp)}, ${duration(now - exp)} ago`,
        remedy: 'request a new token',
      }),
    );
  for (const [field, time] of [
    ['nbf', nbf],
    ['iat', iat],
  ] as const)
    if (time !== undefined && now < time - skew)
      findings.push(
        finding('token.not_yet_valid', {
          subject,
          field,
          expected: `a time up to ${at(now)}`,
          found: `${at(time)}, ${duration(time - now)} from now`,
          remedy: `compare the clocks of ORDS and of the identity provider; set ords.jwtProfile allowedSkew (up to ${LARGEST_SKEW}) in the program`,
        }),
      );
  // A new token mends both; the age alone is named where the token would be good otherwise.
  const age = profile.allowedAge ?? 0;
  if (findings.length === 0 && age > 0 && iat !== undefined && now > iat + age + skew)
    findings.push(
      finding('token.too_old', {
        subject,
        field: 'iat',
        expected: `issued at most ${duration(age)} ago`,
        found: `${at(iat)}, ${duration(now - iat)} ago`,
        remedy:
          'request a new token for each call, or set a larger ords.jwtProfile allowedAge in the program',
      }),
    );
  return findings;
}

function seconds(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** Latest and earliest time that a Date can be, in seconds. */
const END_OF_TIME = 8.64e12;

function at(time: number): string {
  if (Math.abs(time) > END_OF_TIME) return `${time} s since 1970`;
  return new Date(time * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
}

function duration(length: number): string {
  return `${Math.round(length)} s`;
}
