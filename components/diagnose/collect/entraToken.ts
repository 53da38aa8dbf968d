import { quote } from '../../rules/text';
import type { Unread } from '../facts';
import type { HttpAnswer } from '../http';
import { jsonObject, text } from './readings';
import type { TokenRequest, TokenStyle } from './tokenRequest';

/**
 * Entra: everything in the form, the API by `<client id>/.default`, which gives every role that the client has; a single one cannot
 * be asked for (facts/entra.md 2.1).
 */
export const entraToken: TokenStyle = {
  ask: ({ clientId, clientSecret, audience }) => ({
    headers: {},
    form: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope: `${audience}/.default`,
    }),
  }),
  refusal,
};

/** Of the numbers behind `AADSTS`, those that say more than `error` (facts/entra.md 2.3). */
const NOT_ASSIGNED = 501051;
const SECRET_EXPIRED = 7000222;
const NO_PRINCIPAL = 500011;
const UNKNOWN_CLIENT = 700016;

/** Told by the number first, then by `error`: Microsoft changes its texts, and for one number two values of `error` are on record. */
function refusal(request: TokenRequest, answer: HttpAnswer): Unread {
  const document = jsonObject(answer.body);
  const error = text(document?.error) ?? '';
  const numbers = Array.isArray(document?.error_codes) ? document.error_codes : [];
  const number = numbers.find((each) => typeof each === 'number') as number | undefined;
  const shown = [answer.status, error && quote(error.slice(0, 60)), number && `AADSTS${number}`];
  const message = (summary: string): string => `${summary} (${shown.filter(Boolean).join(' ')})`;
  const client = `client ${quote(request.clientId)}`;
  const api = quote(request.audience);
  switch (number) {
    case NOT_ASSIGNED:
      return {
        code: 'idp.token.not_granted',
        message: message(`${client} has no role of the API ${api}, which gives tokens to no one else`),
        remedy: 'assign it an app role of the API: `pulumi up` does for each of its scopes',
      };
    case SECRET_EXPIRED:
      return {
        code: 'idp.token.credentials',
        message: message(`the secret of ${client} has expired`),
        remedy: 'set secretEndDate to a later date and run `pulumi up`: each client gets a new secret',
      };
    case NO_PRINCIPAL:
      return {
        code: 'idp.token.not_granted',
        message: message(`the directory has no service principal for the API ${api}`),
        remedy: 'run `pulumi up`, which makes it, and check the tenant id',
      };
    case UNKNOWN_CLIENT:
      return refusedCredentials(message(`the directory does not know ${client}`));
  }
  if (answer.status === 401 || error === 'invalid_client')
    return refusedCredentials(message(`the directory refuses the secret of ${client}`));
  if (answer.status === 400 || answer.status === 403)
    return {
      code: 'idp.token.refused',
      message: message(`the directory does not accept the token request of ${client}`),
      remedy: 'check the tenant id, and that the application of the API is there',
    };
  return {
    code: 'idp.token.status',
    message: message(`${request.tokenUrl} gives no token`),
    remedy: 'check the tenant id, or run the same command again later',
  };
}

function refusedCredentials(message: string): Unread {
  return {
    code: 'idp.token.credentials',
    message,
    remedy: 'copy client id and secret again; the secret is its value, not its id',
  };
}
