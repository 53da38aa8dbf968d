import fc from 'fast-check';

import type { PoolTrustOptions } from '../../../components/pool';
import type { PoolSetting } from '../../../components/pool/settings';
import type { Authorisation } from '../../../components/trust';

export const trust = {
  issuer: 'https://tenant.uk.auth0.com/',
  audience: 'https://api.example.com/orders',
  jwksUrl: 'https://tenant.uk.auth0.com/.well-known/jwks.json',
  authorisation: { mode: 'scope' } as Authorisation,
};
export const roleTrust = { ...trust, authorisation: { mode: 'role', roleClaim: '/roles' } as Authorisation };

const PIECES = [
  "'",
  '"',
  '\\',
  '$(id)',
  '`id`',
  '&',
  '<',
  '>',
  ']]>',
  '&amp;',
  '&#13;',
  '!',
  '*',
  '~',
  ';',
  '|',
  '#',
  '%s',
  '{{',
  ': ',
  '- ',
];

/** Text that a pool.xml, a shell word and YAML all can hold, rich in what each of them treats as its own. */
export const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(...PIECES),
      fc.constantFrom('\n', '\r', '\r\n', '\t', '  '),
      fc.string({ unit: 'grapheme', maxLength: 4 }),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) =>
    parts
      .join('')
      // XML 1.0, 2.2: what no document may hold in any form; and what Java's Properties do not take.
      // eslint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\p{Cs}\ufffe-\u{10ffff}]/gu, ''),
  );

export const hostileSettings: fc.Arbitrary<Pick<PoolSetting, 'name' | 'value'>[]> = fc.tuple(
  fc.record({ name: fc.constant('security.jwt.profile.issuer' as const), value: hostile }),
  fc.record({ name: fc.constant('security.jwt.profile.audience' as const), value: hostile }),
  fc.record({ name: fc.constant('security.jwt.profile.allowed.roles' as const), value: hostile }),
);

const word = fc.stringMatching(/^[!-~]{1,30}$/).filter((text) => !text.startsWith('-'));
const role = fc.stringMatching(/^[A-Za-z'"&<>$][ -+.-~]{0,20}[A-Za-z]$/);
const scope = fc.stringMatching(/^[a-z][a-z.:$'&<]{0,20}$/);
const pointer = fc
  .array(fc.stringMatching(/^[a-z$'"&<:][a-z$'"&<: ]{0,8}[a-z]$/), { minLength: 1, maxLength: 3 })
  .map((names) => names.map((name) => `/${name}`).join(''));

const common = {
  pool: fc.stringMatching(/^[a-z0-9_][a-z0-9._-]{0,12}$/),
  allowedSkew: fc.integer({ min: 1, max: 60 }),
  allowedAge: fc.integer({ min: 1, max: 86_400 }),
  configDirectory: fc.stringMatching(/^\/[a-z '$]{0,10}[a-z]$/),
};
const triple = { issuer: word, audience: word, jwksUrl: word.map((text) => `https://${text}`) };
const atLeastOne = { minLength: 1, maxLength: 3 };

const scopeOptions = fc
  .record(
    {
      ...common,
      trust: fc.record({ ...triple, authorisation: fc.constant<Authorisation>({ mode: 'scope' }) }),
      allowedScopes: fc.uniqueArray(scope, atLeastOne),
    },
    { requiredKeys: ['trust'] },
  )
  // A scope that begins with the audience is refused, and short audiences are the beginning of many.
  .filter(({ trust, allowedScopes = [] }) => !allowedScopes.some((name) => name.startsWith(trust.audience)));

/** Options without a problem, hostile where they may be. */
export const goodOptions: fc.Arbitrary<PoolTrustOptions> = fc.oneof(
  scopeOptions,
  fc.record(
    {
      ...common,
      trust: fc.record({
        ...triple,
        authorisation: pointer.map((roleClaim): Authorisation => ({ mode: 'role', roleClaim })),
      }),
      allowedRoles: fc.uniqueArray(role, atLeastOne),
    },
    { requiredKeys: ['trust'] },
  ),
);
