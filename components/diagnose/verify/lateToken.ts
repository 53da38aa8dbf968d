import type { Observation, PlannedCheck, TokenNeed } from './check';

/**
 * The token that has to be asked for again: a directory may refuse a client for a while that it has just been told of, or give it a token without
 * the role that it was just assigned (facts/entra.md 1.5, 6.5). Undefined: it is not the token that is late.
 */
export function lateToken(
  { credential, scopes }: PlannedCheck,
  observation: Observation,
): TokenNeed | undefined {
  if (credential.kind !== 'token' || credential.need.kind !== 'entra') return undefined;
  const isLate =
    observation.kind === 'not_sent'
      ? observation.tokenRefused === true
      : observation.kind === 'answer' &&
        scopes.some((scope) => observation.tokenScopes?.includes(scope) === false);
  return isLate ? credential.need : undefined;
}
