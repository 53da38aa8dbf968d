import { difference, differencePhrase } from '../../differences';
import type { Finding } from '../../finding';
import { finding, shown, shownList, shownValue } from '../build';
import { isOciIam, withAudience } from '../providerWords';
import { own } from '../view';
import { isAnswered, textClaim, type CallView } from './callView';

/** Claims that ORDS requires (facts/ords.md 8), and of what type. */
const REQUIRED = { iss: 'string', aud: 'audience', sub: 'string', iat: 'number', exp: 'number' } as const;
/** Claims that only ID tokens carry (OpenID Connect Core 2). */
const ID_TOKEN_CLAIMS = ['nonce', 'at_hash', 'c_hash'];

/** Who issued the token, for whom, and whether it is an access token at all. */
export function tokenClaimRules(call: CallView): Finding[] {
  const idToken = idTokenRule(call);
  return [
    ...idToken,
    ...requiredRules(call),
    ...issuerRule(call),
    // An ID token's audience is its client, as it must be.
    ...(idToken.length > 0 ? [] : audienceRule(call)),
  ];
}

function idTokenRule({ view, token }: CallView): Finding[] {
  const aud = audiences(own(token.claims, 'aud'));
  const clients = Object.values(view.manifest.clients).map(({ clientId }) => clientId);
  const client = aud.find((entry) => clients.includes(entry));
  const telling = ID_TOKEN_CLAIMS.filter((claim) => own(token.claims, claim) !== undefined);
  // OCI IAM writes what a token is into it: AT, IT (facts/oci-iam.md 2.3).
  if (!['AT', undefined].includes(textClaim(token.claims, 'tok_type'))) telling.push('tok_type');
  if (client === undefined && telling.length === 0) return [];
  return [
    finding('token.id_token', {
      subject: { api: view.manifest.api, kind: 'token' },
      field: 'aud',
      expected: `an access token for ${shown(view.manifest.trust.audience)}`,
      found:
        client === undefined
          ? `a token with ${shownList(telling)}`
          : `a token for the client itself, ${shown(client)}`,
      remedy: 'send the access_token of the token response, not its id_token',
    }),
  ];
}

function requiredRules({ view, token }: CallView): Finding[] {
  return Object.entries(REQUIRED).flatMap(([claim, type]) => {
    const value = own(token.claims, claim);
    if (fits(value, type)) return [];
    return [
      finding('token.claim_missing', {
        subject: { api: view.manifest.api, kind: 'token', name: claim },
        field: claim,
        expected: type === 'number' ? 'seconds since 1970' : 'a text',
        found: shownValue(value),
        remedy: `have the identity provider write ${claim} into its access tokens`,
      }),
    ];
  });
}

function fits(value: unknown, type: (typeof REQUIRED)[keyof typeof REQUIRED]): boolean {
  if (type === 'number') return typeof value === 'number' && Number.isFinite(value);
  if (type === 'audience' && Array.isArray(value)) return true;
  return typeof value === 'string' && value !== '';
}

function issuerRule({ view, token, profile }: CallView): Finding[] {
  const iss = own(token.claims, 'iss');
  if (typeof iss !== 'string' || iss === '' || iss === profile.issuer) return [];
  return [
    finding('token.issuer', {
      subject: { api: view.manifest.api, kind: 'token' },
      field: 'iss',
      summary: `the issuer of the token and of the profile differ ${differencePhrase(difference(profile.issuer, iss))}`,
      expected: shown(profile.issuer),
      found: shown(iss),
      remedy: `request the token from ${shown(view.manifest.trust.issuer)}`,
    }),
  ];
}

function audienceRule(call: CallView): Finding[] {
  const { view, token, profile } = call;
  const aud = own(token.claims, 'aud');
  const subject = { api: view.manifest.api, kind: 'token' as const };
  const request = `request the token ${withAudience(view)}`;
  const found: Finding[] = [];
  if (Array.isArray(aud))
    found.push(
      finding('token.audience_array', {
        subject,
        field: 'aud',
        // One user's report, unconfirmed (facts/ords.md 8): this ORDS may take it.
        ...(isAnswered(call) && { severity: 'warning' as const }),
        expected: shown(profile.audience),
        found: shownValue(aud),
        remedy: isOciIam(view)
          ? `${request}: of one resource app at a time, and of one without secondary audiences`
          : `${request} alone: without the scope openid, which adds a second one`,
      }),
    );
  const named = audiences(aud);
  if (
    aud !== undefined &&
    aud !== '' &&
    !named.includes(profile.audience) &&
    (named.length > 0 || Array.isArray(aud))
  )
    found.push(
      finding('token.audience', {
        subject,
        field: 'aud',
        ...(named[0] !== undefined && {
          summary: `the audience of the token and of the profile differ ${differencePhrase(
            difference(profile.audience, named[0]),
          )}`,
        }),
        expected: shown(profile.audience),
        found: shownValue(aud),
        remedy: isOfNoApi(named) ? `${request}: this one is for no API in particular` : request,
      }),
    );
  return found;
}

/** Audiences that OCI IAM gives for `consumer::all` and for tags; no resource app has them (facts/oci-iam.md 2.2). */
function isOfNoApi(named: readonly string[]): boolean {
  return named.some((audience) => audience.startsWith('urn:opc:resource:scope:'));
}

/** `aud` as a list, without what is no text. */
function audiences(aud: unknown): string[] {
  return (Array.isArray(aud) ? aud : [aud]).filter((entry) => typeof entry === 'string' && entry !== '');
}
