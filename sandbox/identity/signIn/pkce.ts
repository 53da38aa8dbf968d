import { createHash } from 'node:crypto';
import type { TokenParameters } from '../tokenParameters';

/** How a challenge is made of its verifier (RFC 7636 4.2). */
export const CHALLENGE_METHODS = ['S256', 'plain'] as const;
export type ChallengeMethod = (typeof CHALLENGE_METHODS)[number];

export interface CodeChallenge {
  readonly method: ChallengeMethod;
  readonly value: string;
}

/** The challenge of an authorization request; a method that is left out means `plain` (RFC 7636 4.3). */
export function codeChallenge(
  parameters: TokenParameters,
  taken: readonly ChallengeMethod[],
  refuse: (method: string) => Error,
): CodeChallenge | undefined {
  const { code_challenge: value, code_challenge_method: named = 'plain' } = parameters;
  if (value === undefined) return undefined;
  const method = taken.find((name) => name === named);
  if (!method) throw refuse(named);
  return { method, value };
}

/** Whether whoever has this verifier made the challenge. Where there was none, a verifier is not looked at. */
export function verifierFits(challenge: CodeChallenge | undefined, verifier: string | undefined): boolean {
  if (!challenge) return true;
  if (verifier === undefined) return false;
  return challenge.value === (challenge.method === 'plain' ? verifier : sha256(verifier));
}

function sha256(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}
