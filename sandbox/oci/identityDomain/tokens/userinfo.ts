import type { FastifyInstance } from 'fastify';
import { bearerToken } from '../../../identity/clientSecrets';
import type { DomainContext } from '../domainContext';
import { groupsOf } from '../resources/users';
import { valuesAt } from '../scim/attributePath';
import { objects } from '../scim/record';
import { DomainOAuthError } from './tokenErrors';
import { verifiedAccessToken } from './verifiedToken';

/** `GET /oauth2/v1/userinfo` with the access token of a user. */
export function registerUserinfo(app: FastifyInstance, context: DomainContext): void {
  const { store } = context;
  app.get('/oauth2/v1/userinfo', async (request) => {
    const token = bearerToken(request.headers.authorization) ?? '';
    const payload = await verifiedAccessToken(token, context);
    const user = store.user(String(payload?.['user_id']));
    if (!user?.active) throw new DomainOAuthError(401, 'invalid_token', 'The access token is not valid.'); // [?] body
    return {
      sub: user.userName,
      name: user['displayName'],
      given_name: valuesAt(user, ['name', 'givenName'])[0],
      family_name: valuesAt(user, ['name', 'familyName'])[0],
      preferred_username: user.userName,
      email: objects(user, 'emails').find((email) => email['primary'] === true)?.['value'],
      groups: groupsOf(user, store).map(({ value, display }) => ({ id: value, name: display })),
    };
  });
}
