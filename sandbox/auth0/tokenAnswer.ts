import type { JsonObject } from '../identity/json';
import type { IssuedToken } from './accessToken';

/** What `/oauth/token` answers; a person's answer has more tokens in it. */
export function tokenAnswer(
  { token, expiresIn }: IssuedToken,
  scopes: readonly string[],
  more: JsonObject = {},
): JsonObject {
  return {
    access_token: token,
    ...more,
    token_type: 'Bearer',
    expires_in: expiresIn,
    ...(scopes.length > 0 ? { scope: scopes.join(' ') } : {}), // [?] whether always
  };
}
