import { isGuid } from '../../idp/entraRules';
import { quote } from '../../rules/text';
import { ENABLE_PRINCIPAL, MAKE_AGAIN } from '../adoptedWords';
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

interface Told {
  readonly code: string;
  readonly summary: string;
  readonly remedy: string;
}

/** By the numbers behind `AADSTS`, where they say more than `error` (facts/entra.md 2.3). */
const BY_NUMBER: Readonly<Record<number, (client: string, api: string, request: TokenRequest) => Told>> = {
  501051: (client, api) => ({
    code: 'idp.token.not_granted',
    summary: `${client} has no role of the API ${api}, which gives tokens to no one else`,
    remedy: 'assign it an app role of the API: `pulumi up` does for each of its scopes',
  }),
  7000222: (client) => ({
    code: 'idp.token.credentials',
    summary: `the secret of ${client} has expired`,
    remedy: 'set secretEndDate to a later date and run `pulumi up`: each client gets a new secret',
  }),
  7000215: (client, _, { clientSecret }) =>
    refusedCredentials(
      // Of secret values none looks like it (facts/entra.md 2.3).
      isGuid(clientSecret)
        ? `the directory refuses the secret of ${client}: what was sent is a GUID, as the id of a secret is, and not its value`
        : `the directory refuses the secret of ${client}`,
    ),
  700016: (client) => refusedCredentials(`the directory does not know ${client}`),
  7000229: (client) => ({
    code: 'idp.token.not_granted',
    summary: `the directory has no service principal for ${client}`,
    remedy: `${MAKE_AGAIN}, which makes it and assigns its roles again`,
  }),
  7000112: (client) => ({
    code: 'idp.token.not_granted',
    summary: `the service principal of ${client} is disabled`,
    remedy: ENABLE_PRINCIPAL,
  }),
  500011: (_, api) => ({
    code: 'idp.token.not_granted',
    summary: `the directory has no service principal for the API ${api}`,
    remedy: `${MAKE_AGAIN}, which makes it, and check the tenant id`,
  }),
  500014: (_, api) => ({
    code: 'idp.token.not_granted',
    summary: `the service principal of the API ${api} is disabled`,
    remedy: ENABLE_PRINCIPAL,
  }),
  1002012: (client, api) => ({
    code: 'idp.token.scope',
    summary: `the directory gives ${client} no token for a single scope: a machine asks for all roles that it has`,
    remedy: `ask for scope <client id of the API>/.default; here the API is ${api}`,
  }),
};

/** Told by the number first, then by `error`: Microsoft changes its texts, and for one number two values of `error` are on record. */
function refusal(request: TokenRequest, answer: HttpAnswer): Unread {
  const document = jsonObject(answer.body);
  const error = text(document?.error) ?? '';
  const numbers = Array.isArray(document?.error_codes) ? document.error_codes : [];
  const number = numbers.find((each) => typeof each === 'number') as number | undefined;
  const shown = [answer.status, error && quote(error.slice(0, 60)), number && `AADSTS${number}`];
  const { code, summary, remedy } = told(request, answer.status, error, number);
  return { code, message: `${summary} (${shown.filter(Boolean).join(' ')})`, remedy };
}

function told(request: TokenRequest, status: number, error: string, number: number | undefined): Told {
  const client = `client ${quote(request.clientId)}`;
  const known = number !== undefined && Object.hasOwn(BY_NUMBER, number) ? BY_NUMBER[number] : undefined;
  if (known) return known(client, quote(request.audience), request);
  if (status === 401 || error === 'invalid_client')
    return refusedCredentials(`the directory refuses the secret of ${client}`);
  if (status === 400 || status === 403)
    return {
      code: 'idp.token.refused',
      summary: `the directory does not accept the token request of ${client}`,
      remedy: 'check the tenant id, and that the application of the API is there',
    };
  return {
    code: 'idp.token.status',
    summary: `${request.tokenUrl} gives no token`,
    remedy: 'check the tenant id, or run the same command again later',
  };
}

function refusedCredentials(summary: string): Told {
  return {
    code: 'idp.token.credentials',
    summary,
    remedy: 'copy client id and secret again; the secret is its value, not its id',
  };
}
