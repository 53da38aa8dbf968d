import type { Problem } from '../problem';
import { checkIdentifier, quote } from './text';

/** Longest API identifier that Auth0 takes (facts/auth0.md 2.2); ORDS stores it in a VARCHAR2. */
const LONGEST_AUDIENCE = 600;

/** Whether the program has to say the audience, or the identity provider issues it and the program must not. */
export function checkAudienceSource(isGiven: boolean, source: 'declared' | 'issued'): Problem[] {
  if (isGiven === (source === 'declared')) return [];
  const problem = { severity: 'error', field: 'audience' } as const;
  return isGiven
    ? [
        {
          ...problem,
          code: 'trust.audience.issued',
          summary:
            'is given, and the identity provider issues its own: the client id of the application, for which tokens are made',
          expected: 'no audience',
          remedy: 'remove audience; the output audience has it after `up`',
        },
      ]
    : [
        {
          ...problem,
          code: 'trust.audience.missing',
          summary: 'is missing: neither system knows which tokens are meant for this API',
          expected: 'an identifier, e.g. "https://api.example.com/orders"',
          remedy: 'add audience',
        },
      ];
}

/**
 * The audience is an agreed name, not an address. One that is the ORDS endpoint's URL works until the endpoint moves,
 * and makes readers search for a server behind it (facts/tutorials.md A1).
 */
export function checkAudience(audience: string, ordsBaseUrl: string | undefined): Problem[] {
  const problems = checkIdentifier(audience, { code: 'trust.audience', field: 'audience' });
  if (problems.length > 0) return problems;
  if (audience.length > LONGEST_AUDIENCE)
    problems.push({
      code: 'trust.audience.too_long',
      severity: 'error',
      field: 'audience',
      summary: 'is too long',
      found: `${audience.length} characters`,
      expected: `at most ${LONGEST_AUDIENCE}`,
      remedy: 'choose a shorter identifier, e.g. "https://api.example.com/orders"',
    });
  if (ordsBaseUrl !== undefined && isUnder(audience, ordsBaseUrl))
    problems.push({
      code: 'trust.audience.is_endpoint',
      severity: 'error',
      field: 'audience',
      summary:
        'is the URL of the ORDS endpoint; the audience is only an agreed name and should survive a move of the endpoint',
      found: quote(audience),
      expected: `an identifier that is not under ${quote(ordsBaseUrl)}, e.g. "https://api.example.com/orders"`,
      remedy: 'choose another identifier, or add accept: ["trust.audience.is_endpoint"] to keep this one',
    });
  return problems;
}

function isUnder(audience: string, baseUrl: string): boolean {
  const [left, right] = [parse(audience), parse(baseUrl)];
  if (!left || !right || left.host !== right.host) return false;
  const base = right.pathname.replace(/\/+$/, '');
  return left.pathname === base || left.pathname.startsWith(`${base}/`);
}

function parse(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
