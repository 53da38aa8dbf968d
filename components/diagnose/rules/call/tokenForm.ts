import type { FindingCode } from '../../catalogue';
import type { Finding } from '../../finding';
import { finding, shown, shownList, shownValue } from '../build';
import { ACCEPTED_ALGORITHMS } from '../identityProvider';
import { isOciIam, withAudience } from '../providerWords';
import { own } from '../view';
import { keyCacheRemedy } from './cachedKey';
import { isAnswered, textClaim, type CallView } from './callView';

/** A token that is no signed JWT: nothing else can be said about it. */
export function tokenFormRules({ view, token }: CallView): Finding[] {
  const { api } = view.manifest;
  const request = `request one from the identity provider ${withAudience(view)}`;
  const forms: Readonly<Record<Exclude<typeof token.form, 'jwt'>, readonly [FindingCode, string, string]>> = {
    empty: ['token.empty', 'nothing', `${request}, and look at the variable that should carry it`],
    opaque: ['token.opaque', 'text that is no JWT', request],
    encrypted: ['token.encrypted', 'an encrypted token (JWE)', 'switch token encryption off for the API'],
    malformed: [
      'token.malformed',
      'parts that do not decode',
      'copy the whole token again, or request a new one',
    ],
    too_large: ['token.too_large', 'more than a header carries', 'request fewer claims and scopes'],
  };
  if (token.form === 'jwt') return [];
  const [code, found, remedy] = forms[token.form];
  return [
    finding(code, {
      subject: { api, kind: 'token' },
      field: 'token',
      expected: 'a signed JSON Web Token',
      found,
      remedy,
    }),
  ];
}

/** Header and key (facts/ords.md 8). */
export function tokenHeaderRules(call: CallView): Finding[] {
  const { view, token } = call;
  const common = { subject: { api: view.manifest.api, kind: 'token' as const } };
  const alg = own(token.header, 'alg');
  const typ = own(token.header, 'typ');
  const findings: Finding[] = [];
  if (typ !== undefined && typ !== 'JWT')
    findings.push(
      finding('token.typ', {
        ...common,
        field: 'typ',
        // Refused by the guide's text, not measured (facts/ords.md 8): this ORDS may take it.
        ...(isAnswered(call) && { severity: 'warning' as const }),
        expected: '"JWT", or absent',
        found: shownValue(typ),
        remedy: isOciIam(view)
          ? 'request the token from the domain itself, which writes no typ'
          : 'Auth0: set the token dialect of the API to "access_token"; elsewhere: request tokens of typ JWT',
      }),
    );
  const accepted = typeof alg === 'string' && ACCEPTED_ALGORITHMS.includes(alg);
  if (!accepted)
    findings.push(
      finding('token.algorithm', {
        ...common,
        field: 'alg',
        expected: shownList(ACCEPTED_ALGORITHMS),
        found: shownValue(alg),
        remedy: 'set the signing algorithm of the API to "RS256", then request a new token',
      }),
    );
  return [...findings, ...keyRules(call, accepted)];
}

function keyRules({ view, token, jwks, key }: CallView, algorithmAccepted: boolean): Finding[] {
  // What ORDS cannot verify needs no key: HS256 tokens have no kid at all.
  if (!algorithmAccepted) return [];
  const common = { subject: { api: view.manifest.api, kind: 'token' as const } };
  const kid = textClaim(token.header, 'kid');
  if (kid === undefined)
    return [
      finding('token.kid_missing', {
        ...common,
        field: 'kid',
        expected: 'the name of a key of the JWKS',
        found: shownValue(own(token.header, 'kid')),
        remedy: 'have the identity provider write kid into the header of its tokens',
      }),
    ];
  // Without keys the JWKS is the broken link.
  if (jwks?.outcome === 'keys' && jwks.keys.length > 0 && !key)
    return [
      finding('token.kid_unknown', {
        ...common,
        field: 'kid',
        expected: `one of ${shownList(jwks.keys.map((entry) => entry.kid ?? ''))} of ${shown(jwks.url)}`,
        found: shown(kid),
        remedy:
          'request a new token: the key was rotated away, or another identity provider signed this one; right after a rotation ORDS needs some seconds to fetch the new keys',
      }),
    ];
  if (token.signature !== 'invalid') return [];
  return [
    finding('token.signature', {
      ...common,
      field: 'signature',
      expected: `a signature by key ${shown(kid)}`,
      found: 'a signature that does not fit',
      remedy: isOciIam(view)
        ? `copy the whole token again, unchanged, or request a new one: a domain names every key alike, so that a token of before a rotation looks like this; ${keyCacheRemedy()}`
        : 'copy the whole token again, unchanged, or request a new one',
    }),
  ];
}
