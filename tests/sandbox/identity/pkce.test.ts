import { CHALLENGE_METHODS, codeChallenge, verifierFits } from '../../../sandbox/identity/signIn/pkce';

// RFC 7636, appendix B.
const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

const read = (parameters: Record<string, string>, taken = CHALLENGE_METHODS.slice()) =>
  codeChallenge(parameters, taken, (method) => new RangeError(method));

test('S256: the example of the RFC fits, its challenge as verifier does not', () => {
  const challenge = read({ code_challenge: CHALLENGE, code_challenge_method: 'S256' });
  expect(verifierFits(challenge, VERIFIER)).toBe(true);
  for (const wrong of [CHALLENGE, `${VERIFIER}x`, '', undefined])
    expect(verifierFits(challenge, wrong)).toBe(false);
});

test('a method that is left out is plain: the verifier is the challenge', () => {
  const challenge = read({ code_challenge: VERIFIER });
  expect(challenge).toEqual({ method: 'plain', value: VERIFIER });
  expect([VERIFIER, CHALLENGE, undefined].map((verifier) => verifierFits(challenge, verifier))).toEqual([
    true,
    false,
    false,
  ]);
});

test('a method that is not taken is refused by name, also the one that is meant by none', () => {
  expect(() => read({ code_challenge: 'x', code_challenge_method: 'S512' })).toThrow('S512');
  expect(() => read({ code_challenge: 'x' }, ['S256'])).toThrow('plain');
});

test('without a challenge every verifier fits', () => {
  expect(read({ code_challenge_method: 'S256' })).toBeUndefined();
  expect(verifierFits(undefined, undefined)).toBe(true);
});
