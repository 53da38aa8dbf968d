import type { Finding } from '../../finding';
import { shown, shownList } from '../build';
import { oldTokens, ownSigningKey } from '../entraApi';
import { isEntra } from '../providerWords';
import { own, valueOf } from '../view';
import { clientOf, textClaim, type CallView } from './callView';

/** Of version 1, in every cloud that has its name (facts/entra.md 2.2). */
const ISSUER_V1 = /^https:\/\/sts\./;

/** What a token tells of the application of the API, with or without a look at the directory; each is the cause of other faults. */
export function entraTokenCauses(call: CallView): Finding[] {
  if (!isEntra(call.view) || call.token.form !== 'jwt') return [];
  return [...oldTokenCause(call), ...ownKeyCause(call)];
}

const FROM_BEFORE = {
  summary: 'the token is from before the API was set to tokens of version 2',
  remedy: 'request a new token',
};

function oldTokenCause(call: CallView): Finding[] {
  if (!isOldToken(call) || !isForApi(call)) return [];
  const iss = textClaim(call.token.claims, 'iss') ?? '';
  const old = oldTokens(call.view, `a token of version 1, by issuer ${shown(iss)}`);
  const isSetByNow = valueOf(call.view.sides.identityProvider.api)?.entra?.tokenVersion === 2;
  return [isSetByNow ? { ...old, ...FROM_BEFORE } : old];
}

/** Of version 1, which the profile does not trust. */
function isOldToken({ token, profile }: CallView): boolean {
  const iss = textClaim(token.claims, 'iss') ?? '';
  return iss !== profile.issuer && (own(token.claims, 'ver') === '1.0' || ISSUER_V1.test(iss));
}

/** By its client id, or by an identifier URI, which tokens of version 1 may be made out to. */
export function isForApi({ view, token }: CallView): boolean {
  const aud = textClaim(token.claims, 'aud');
  const { audience } = view.manifest.trust;
  const uris = valueOf(view.sides.identityProvider.api)?.entra?.identifierUris ?? [];
  return aud !== undefined && [audience, `api://${audience}`, ...uris].includes(aud);
}

/** Of another API, such as Microsoft Graph: it has the version of that one, and the issuer that goes with it. */
export function isOldTokenOfOther(call: CallView): boolean {
  return isEntra(call.view) && isOldToken(call) && !isForApi(call);
}

function ownKeyCause({ view, facts, token, jwks, key }: CallView): Finding[] {
  const kid = textClaim(token.header, 'kid');
  if (kid === undefined || key !== undefined || jwks?.outcome !== 'keys' || jwks.keys.length === 0) return [];
  const isPublished = facts.applicationKeys?.keys.some((one) => one.kid === kid) ?? false;
  const ownKey = valueOf(view.sides.identityProvider.api)?.entra?.ownKey ?? 'none';
  if (!isPublished && ownKey === 'none') return [];
  return [
    ownSigningKey(view, {
      found: isPublished
        ? `the token’s key ${shown(kid)} among the keys of the application alone`
        : `the token’s key ${shown(kid)} nowhere, and an application with ${ownKey === 'signing key' ? 'a signing key of its own' : 'acceptMappedClaims true'}`,
    }),
  ];
}

/** Remedy for a token without `scp` in scope mode. */
export const PERSON_FOR_SCOPE =
  'have a person sign in: tokens of machines carry no scp, so that machines need role mode';

/**
 * Of a token without the role: people carry `scp`, machines do not, and nobody carries `roles` without an assignment. A token keeps the roles
 * that it was issued with, and MSAL keeps a machine's token for about an hour (facts/entra.md 2.2, 3).
 */
export function lackingRole(call: CallView, wanted: readonly string[]): Pick<Finding, 'summary' | 'remedy'> {
  const role = `the app role ${shownList(wanted, 'of the privilege')}`;
  if (own(call.token.claims, 'scp') !== undefined)
    return {
      summary:
        'the token is of a person without an app role that the privilege lists: in role mode scopes let nobody in',
      remedy: `assign ${role} to the person (Enterprise applications, Users and groups), who then signs in again; a machine asks for scope <client id of the API>/.default`,
    };
  if (hasByNow(call, wanted))
    return {
      summary: 'the token does not have the app role that its client has by now',
      remedy: `request a new token: this one was issued before ${role} was assigned, and whoever keeps it (MSAL does for about an hour) keeps it without`,
    };
  return {
    summary: 'the token is of a machine without an app role that the privilege lists',
    remedy: `assign ${role} to the client: pulumi up --refresh does it for each of its scopes; then request a new token, since one that was issued before does not have it`,
  };
}

function hasByNow(call: CallView, wanted: readonly string[]): boolean {
  const key = clientOf(call);
  const clients = valueOf(call.view.sides.identityProvider.clients);
  const live = key === undefined || key === null || !clients ? undefined : own(clients, key);
  return wanted.some((role) => live?.grantedScopes?.includes(role) ?? false);
}
