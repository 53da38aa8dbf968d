import { quote } from '../../rules/text';
import type { Reading, Unread } from '../facts';
import type { Http, HttpAnswer } from '../http';
import { auth0Token } from './auth0Token';
import { entraToken } from './entraToken';
import { ociIamToken } from './ociIamToken';
import { FEW_REPEATS, patient } from './patience';
import { failed, jsonObject, read, text, unanswered } from './readings';

/** Kinds of identity providers that are asked for tokens; as the manifest has them. */
export type TokenKind = 'auth0' | 'oci-iam' | 'entra';

/** What a client sends to get a token for itself (`client_credentials`). */
export interface TokenRequest {
  /** Whose way of asking it is; default `auth0`. */
  readonly kind?: TokenKind;
  /** https only: the secret goes there. */
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly audience: string;
  /** As the API declares them. Absent: all scopes that are granted (facts/auth0.md 3.2); OCI IAM gives no token then. */
  readonly scopes?: readonly string[];
  /** Seconds; default 10. */
  readonly timeoutSeconds?: number;
}

/** How one kind of identity provider is asked for a token, and what its refusals mean. */
export interface TokenStyle {
  ask(request: TokenRequest): {
    readonly headers: Readonly<Record<string, string>>;
    readonly form: URLSearchParams;
  };
  /** Of an answer that is neither 200 nor 429. */
  refusal(request: TokenRequest, answer: HttpAnswer): Unread;
}

const STYLES: Readonly<Record<TokenKind, TokenStyle>> = {
  auth0: auth0Token,
  'oci-iam': ociIamToken,
  entra: entraToken,
};

export interface AccessToken {
  readonly token: string;
  /** Seconds from now; undefined when the answer does not say. */
  readonly expiresIn: number | undefined;
}

/**
 * Requests an access token. A 429 or 5xx is asked again a few times. Codes: `idp.token.credentials`, `.not_granted`, `.scope`, `.grant_type`,
 * `.rate_limit`, `.refused`, `.status`, `.no_token`, `.not_https`, and those of a request without an answer.
 */
export async function requestToken(request: TokenRequest, http: Http): Promise<Reading<AccessToken>> {
  const { kind = 'auth0', tokenUrl, timeoutSeconds } = request;
  if (!/^https:\/\/\S+$/.test(tokenUrl) || !URL.canParse(tokenUrl)) {
    return failed({
      code: 'idp.token.not_https',
      message: `the token URL ${quote(tokenUrl)} is not https; no secret is sent there`,
      remedy: 'use the https token URL of the identity provider',
    });
  }
  const { headers, form } = STYLES[kind].ask(request);
  const result = await patient(
    http,
    FEW_REPEATS,
  )({
    url: tokenUrl,
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
      ...headers,
    },
    body: form.toString(),
    ...(timeoutSeconds !== undefined && { timeoutSeconds }),
  });
  if (!result.ok) return failed(unanswered('idp.token', tokenUrl, result.failure));
  const { answer } = result;
  if (answer.status === 429) return failed(rateLimited(answer));
  if (answer.status !== 200) return failed(STYLES[kind].refusal(request, answer));
  const document = jsonObject(answer.body);
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

function rateLimited({ status, body }: HttpAnswer): Unread {
  const error = text(jsonObject(body)?.error)?.slice(0, 60);
  return {
    code: 'idp.token.rate_limit',
    message: `the identity provider gives no more tokens for now (${status}${error ? ` ${quote(error)}` : ''})`,
    remedy: 'wait, then run the same command again',
  };
}
