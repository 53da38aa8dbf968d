import { quote } from '../../rules/text';
import type { Reading, Unread } from '../facts';
import type { Http, HttpAnswer } from '../http';
import { FEW_REPEATS, patient } from './patience';
import { failed, jsonObject, read, text, unanswered } from './readings';

/** What a client sends to get a token for itself (`client_credentials`). */
export interface TokenRequest {
  /** https only: the secret goes there. */
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly audience: string;
  /** Absent: all scopes that are granted (facts/auth0.md 3.2). */
  readonly scopes?: readonly string[];
  /** Seconds; default 10. */
  readonly timeoutSeconds?: number;
}

export interface AccessToken {
  readonly token: string;
  /** Seconds from now; undefined when the answer does not say. */
  readonly expiresIn: number | undefined;
}

/**
 * Requests an access token. A refusal is told by status and `error`, never by its wording, of which there are several
 * (facts/auth0.md 3.3); a 429 or 5xx is asked again a few times. Codes: `idp.token.credentials`, `.not_granted`, `.grant_type`, `.rate_limit`, `.refused`,
 * `.status`, `.no_token`, `.not_https`, and those of a request without an answer.
 */
export async function requestToken(request: TokenRequest, http: Http): Promise<Reading<AccessToken>> {
  const { tokenUrl, clientId, clientSecret, audience, scopes, timeoutSeconds } = request;
  if (!/^https:\/\/\S+$/.test(tokenUrl) || !URL.canParse(tokenUrl)) {
    return failed({
      code: 'idp.token.not_https',
      message: `the token URL ${quote(tokenUrl)} is not https; no secret is sent there`,
      remedy: 'use the https token URL of the identity provider',
    });
  }
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
    audience,
    ...(scopes && { scope: scopes.join(' ') }),
  });
  const result = await patient(
    http,
    FEW_REPEATS,
  )({
    url: tokenUrl,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: form.toString(),
    ...(timeoutSeconds !== undefined && { timeoutSeconds }),
  });
  if (!result.ok) return failed(unanswered('idp.token', tokenUrl, result.failure));
  if (result.answer.status !== 200) return failed(refusal(request, result.answer));
  const document = jsonObject(result.answer.body);
  const token = text(document?.access_token);
  if (!token) {
    return failed({
      code: 'idp.token.no_token',
      message: `${tokenUrl} answers 200, but without an access_token`,
      remedy: 'check the token URL',
    });
  }
  const expiresIn = document?.expires_in;
  return read({ token, expiresIn: typeof expiresIn === 'number' ? expiresIn : undefined });
}

function refusal(request: TokenRequest, answer: HttpAnswer): Unread {
  const { clientId, audience } = request;
  const error = text(jsonObject(answer.body)?.error) ?? '';
  const message = (summary: string): string =>
    `${summary} (${[answer.status, error && quote(error.slice(0, 60))].filter(Boolean).join(' ')})`;
  const client = `client ${quote(clientId)}`;
  if (answer.status === 401 || error === 'invalid_client') {
    return {
      code: 'idp.token.credentials',
      message: message(`the identity provider does not know ${client} or refuses its secret`),
      remedy: 'copy client id and secret again, without white space around them',
    };
  }
  if (error === 'unauthorized_client') {
    return {
      code: 'idp.token.grant_type',
      message: message(`${client} may not use client_credentials`),
      remedy: 'add the grant type client_credentials to the client',
    };
  }
  if (answer.status === 429) {
    return {
      code: 'idp.token.rate_limit',
      message: message('the identity provider gives no more tokens for now'),
      remedy: 'wait, then run the same command again',
    };
  }
  if (answer.status === 403) {
    const scopes = request.scopes?.length ? ` with ${request.scopes.map(quote).join(', ')}` : '';
    return {
      code: 'idp.token.not_granted',
      message: message(`${client} gets no token for the audience ${quote(audience)}${scopes}`),
      remedy:
        'check that an API of exactly this identifier exists, and that the client has a grant for it with these scopes',
    };
  }
  if (answer.status === 400) {
    return {
      code: 'idp.token.refused',
      message: message(`the identity provider does not accept the token request of ${client}`),
      remedy: 'check audience and scopes',
    };
  }
  return {
    code: 'idp.token.status',
    message: message(`${request.tokenUrl} gives no token`),
    remedy: 'check the token URL, or run the same command again later',
  };
}
