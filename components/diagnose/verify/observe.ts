import type { Manifest } from '../../manifest';
import type { Http } from '../http';
import { addressObstacle } from './address';
import type { Observation, PlannedCheck } from './check';
import type { TokenCache } from './tokens';
import { GARBAGE, isSendable, scopesOf, withAlteredSignature } from './tokenText';

export interface Means {
  readonly http: Http;
  readonly tokens: TokenCache;
  /** For one request, in seconds. */
  readonly timeoutSeconds: number;
}

/** Codes of `requestToken` for an answer that says no, not for a way that is closed. */
const REFUSED = /^idp\.token\.(credentials|not_granted|refused)$/;

type Sending = { readonly token: string | undefined; readonly real: boolean };

/** Makes one check's call. Never rejects, and what it gives holds no token. */
export async function observe(check: PlannedCheck, manifest: Manifest, means: Means): Promise<Observation> {
  if (check.obstacle !== undefined) return notSent(check.obstacle.summary, check.obstacle.remedy);
  if (check.url === undefined) return notSent('there is no URL', 'give a path');
  // Planned so already; here it holds whoever made the plan.
  const elsewhere = addressObstacle(check.url, manifest);
  if (elsewhere !== undefined) return notSent(elsewhere.summary, elsewhere.remedy);
  const sending = await credentialOf(check, means.tokens);
  if ('kind' in sending) return sending;
  const { token } = sending;

  const result = await means.http({
    url: check.url,
    headers: {
      // Asked so, ORDS explains a refusal as JSON (facts/ords.md 10).
      accept: 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    timeoutSeconds: means.timeoutSeconds,
  });
  if (!result.ok) {
    const { kind, detail, milliseconds } = result.failure;
    return { kind: 'no_answer', failure: kind, detail, milliseconds };
  }
  const { status, headers, milliseconds } = result.answer;
  return {
    kind: 'answer',
    status,
    wwwAuthenticate: withoutToken(headers['www-authenticate'], token),
    contentType: headers['content-type'],
    milliseconds,
    tokenScopes: sending.real && token !== undefined ? scopesOf(token, claimOf(check)) : undefined,
  };
}

/** Where a token says what it is good for, by the names of scopes: a machine of Entra has a role of the name of each (facts/entra.md 2.2). */
function claimOf({ credential }: PlannedCheck): string | undefined {
  const isOfEntra = 'need' in credential && credential.need.kind === 'entra';
  return isOfEntra ? 'roles' : undefined;
}

async function credentialOf(check: PlannedCheck, tokens: TokenCache): Promise<Sending | Observation> {
  const { credential } = check;
  if (credential.kind === 'none') return { token: undefined, real: false };
  if (credential.kind === 'garbage') return { token: GARBAGE, real: false };
  const reading = await tokens.get(credential.need);
  if (reading.state === 'failed') {
    const { code, message, remedy } = reading.failure;
    return { ...notSent(message, remedy), ...(REFUSED.test(code) && { tokenRefused: true as const }) };
  }
  if (reading.state === 'skipped') return notSent(reading.reason, 'give the secret of the client');
  const { token } = reading.value;
  if (!isSendable(token))
    return notSent(
      'the identity provider gave an empty token, or one that no header can carry',
      'look at the token with pulumi-ords doctor',
    );
  if (credential.kind === 'token') return { token, real: true };
  const altered = withAlteredSignature(token);
  if (altered === undefined)
    return notSent(
      'the token is no signed JWT, so that its signature cannot be altered',
      'request the token for the API: pulumi-ords doctor says what it is',
    );
  return { token: altered, real: true };
}

function notSent(summary: string, remedy: string): Observation {
  return { kind: 'not_sent', summary, remedy };
}

const HEADER_LIMIT = 300;

/** A server may repeat what it was sent. */
function withoutToken(header: string | undefined, token: string | undefined): string | undefined {
  const text = token === undefined ? header : header?.replaceAll(token, '(token)');
  return text?.slice(0, HEADER_LIMIT);
}
