import { quote } from '../../rules/text';
import type { Unread } from '../facts';
import type { HttpAnswer } from '../http';
import { jsonObject, text } from './readings';
import type { TokenRequest, TokenStyle } from './tokenRequest';

/** Auth0: everything in the form, the API by `audience` (facts/auth0.md 3.2). */
export const auth0Token: TokenStyle = {
  ask: ({ clientId, clientSecret, audience, scopes }) => ({
    headers: {},
    form: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      audience,
      ...(scopes && { scope: scopes.join(' ') }),
    }),
  }),
  refusal,
};

/** Told by status and `error`, never by its wording, of which there are several (facts/auth0.md 3.3). */
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
