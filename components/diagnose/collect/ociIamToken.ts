import { quote } from '../../rules/text';
import type { Unread } from '../facts';
import type { HttpAnswer } from '../http';
import { jsonObject, text } from './readings';
import type { TokenRequest, TokenStyle } from './tokenRequest';

/**
 * OCI IAM: the client by Basic, its id and secret url-encoded one by one, and the fully qualified scopes, each the audience and
 * the scope without anything between them. `scope` is mandatory (facts/oci-iam.md 2.1, 2.2).
 */
export const ociIamToken: TokenStyle = {
  ask: (request) => ({
    headers: { authorization: `Basic ${basic(request)}` },
    form: new URLSearchParams({
      grant_type: 'client_credentials',
      scope: fullyQualified(request).join(' '),
    }),
  }),
  refusal,
};

function basic({ clientId, clientSecret }: TokenRequest): string {
  return Buffer.from([clientId, clientSecret].map(encoded).join(':')).toString('base64');
}

/** A space as %20, which readers of forms and of URLs both take back. Half a surrogate pair has no UTF-8. */
function encoded(value: string): string {
  return encodeURIComponent(value.replace(/\p{Cs}/gu, '\ufffd'));
}

function fullyQualified({ audience, scopes = [] }: TokenRequest): string[] {
  return scopes.map((scope) => audience + scope);
}

/**
 * Told by `error` first: which status goes with which of them has no sure source (facts/oci-iam.md 2.4), so that any will do.
 */
function refusal(request: TokenRequest, answer: HttpAnswer): Unread {
  const error = text(jsonObject(answer.body)?.error) ?? '';
  const message = (summary: string): string =>
    `${summary} (${[answer.status, error && quote(error.slice(0, 60))].filter(Boolean).join(' ')})`;
  const client = `client ${quote(request.clientId)}`;
  const asked = fullyQualified(request);
  switch (error) {
    case 'invalid_scope':
      return {
        code: 'idp.token.scope',
        message: message(
          `the domain knows no scope ${asked.map(quote).join(', ') || 'at all in the request'}`,
        ),
        remedy: `check that the resource app has the primary audience ${quote(request.audience)} and these scopes, and is active: its scopes are asked for with the audience in front`,
      };
    case 'unauthorized_client':
      return {
        code: 'idp.token.not_granted',
        message: message(`${client} gets no token for ${asked.map(quote).join(', ')}`),
        remedy:
          'check that the domain and the app of the client are active, and that it may use client_credentials and has these scopes among its allowed scopes',
      };
    case 'unsupported_grant_type':
      return {
        code: 'idp.token.grant_type',
        message: message(`${client} may not use client_credentials`),
        remedy: 'add the grant type client_credentials to its app',
      };
    case 'invalid_client':
      return refusedCredentials(message(`the domain does not know ${client} or refuses its secret`));
  }
  if (answer.status === 401)
    return refusedCredentials(message(`the domain does not know ${client} or refuses its secret`));
  if (answer.status === 400 || answer.status === 403)
    return {
      code: 'idp.token.refused',
      message: message(`the domain does not accept the token request of ${client}`),
      remedy: 'check that both apps are active, their audience, scopes and allowed scopes',
    };
  return {
    code: 'idp.token.status',
    message: message(`${request.tokenUrl} gives no token`),
    remedy: 'check the URL of the domain, or run the same command again later',
  };
}

function refusedCredentials(message: string): Unread {
  return {
    code: 'idp.token.credentials',
    message,
    remedy:
      'copy client id and secret again, without white space around them, and check that the app is active',
  };
}
