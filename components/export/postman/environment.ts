import { isForPeople } from '../../idp/identityProvider';
import type { RequestPlan } from '../requests/requestPlan';

/** An environment as Postman imports it. */
export interface PostmanEnvironment {
  readonly name: string;
  readonly values: readonly PostmanVariable[];
  readonly _postman_variable_scope: 'environment';
}

interface PostmanVariable {
  readonly key: string;
  readonly value: string;
  /** Postman shows a `secret` as dots. */
  readonly type: 'default' | 'secret';
  readonly enabled: true;
}

/** The addresses, and for each client its id and an empty place for its secret. */
export function postmanEnvironment({ api, baseUrl, tokens, clients }: RequestPlan): PostmanEnvironment {
  return {
    name: api,
    values: [
      known('base_url', baseUrl),
      ...(clients.some(isForPeople) ? [known('authorization_url', tokens.authorizationUrl)] : []),
      known('token_url', tokens.tokenUrl),
      ...clients.flatMap(({ variable, clientId }) => [
        known(`${variable}_client_id`, clientId),
        { key: `${variable}_client_secret`, value: '', type: 'secret', enabled: true } as const,
      ]),
    ],
    _postman_variable_scope: 'environment',
  };
}

function known(key: string, value: string): PostmanVariable {
  return { key, value, type: 'default', enabled: true };
}
