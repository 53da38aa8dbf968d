import { isForPeople } from '../../idp/identityProvider';
import type { RequestingClient, RequestPlan } from '../requests/requestPlan';

/** A member of Postman's `auth.oauth2`. */
export interface AuthAttribute {
  readonly key: string;
  readonly value: unknown;
  readonly type: 'string' | 'boolean' | 'any';
}

export interface OAuth2 {
  readonly type: 'oauth2';
  readonly oauth2: readonly AuthAttribute[];
}

/** Postman's own callback, which it needs to let people sign in with their usual browser. */
const BROWSER_CALLBACK = 'https://oauth.pstmn.io/v1/callback';

/** How Postman gets a token for a client. Id and secret are variables of the environment. */
export function oauth2(client: RequestingClient, { tokens }: RequestPlan): OAuth2 {
  return {
    type: 'oauth2',
    oauth2: [
      text('tokenName', client.key),
      ...(isForPeople(client) ? peopleGrant(client, tokens.parameters) : machineGrant(tokens.parameters)),
      text('accessTokenUrl', '{{token_url}}'),
      text('clientId', `{{${client.variable}_client_id}}`),
      text('clientSecret', `{{${client.variable}_client_secret}}`),
      text('scope', client.scope),
      text('client_authentication', tokens.clientAuthentication),
      text('addTokenTo', 'header'),
      text('headerPrefix', 'Bearer'),
    ],
  };
}

function machineGrant(parameters: Readonly<Record<string, string>>): AuthAttribute[] {
  return [
    text('grant_type', 'client_credentials'),
    ...sent('tokenRequestParams', 'request_body', parameters),
  ];
}

function peopleGrant(
  { redirectUris = [] }: RequestingClient,
  parameters: Readonly<Record<string, string>>,
): AuthAttribute[] {
  const useBrowser = redirectUris.includes(BROWSER_CALLBACK);
  return [
    text('grant_type', 'authorization_code_with_pkce'),
    text('challengeAlgorithm', 'S256'),
    text('authUrl', '{{authorization_url}}'),
    // Any declared one will do in Postman's own window, which only waits until the browser is sent there.
    text('redirect_uri', useBrowser ? BROWSER_CALLBACK : (redirectUris[0] ?? '')),
    { key: 'useBrowser', value: useBrowser, type: 'boolean' },
    ...sent('authRequestParams', 'request_url', parameters),
  ];
}

function sent(
  key: string,
  sendAs: 'request_url' | 'request_body',
  parameters: Readonly<Record<string, string>>,
): AuthAttribute[] {
  const value = Object.entries(parameters).map(([name, content]) => ({
    key: name,
    value: content,
    enabled: true,
    send_as: sendAs,
  }));
  return value.length === 0 ? [] : [{ key, value, type: 'any' }];
}

function text(key: string, value: string): AuthAttribute {
  return { key, value, type: 'string' };
}
