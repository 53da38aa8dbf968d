import { createPublicKey } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { jwtVerify } from 'jose';
import { bearerToken } from '../../../identity/clientSecrets';
import { privateKeyOf } from '../../../identity/signingKeys';
import type { DomainContext } from '../domainContext';
import { groupsOf } from '../resources/users';
import { valuesAt } from '../scim/attributePath';
import { objects } from '../scim/record';
import { DomainOAuthError } from './tokenErrors';

/** `GET /oauth2/v1/userinfo` with the access token of a user. */
export function registerUserinfo(app: FastifyInstance, { store, keys, clock }: DomainContext): void {
  app.get('/oauth2/v1/userinfo', async (request) => {
    const token = bearerToken(request.headers.authorization) ?? '';
    const key = createPublicKey(privateKeyOf(await keys.current()));
    const verified = await jwtVerify(token, key, { issuer: store.issuer, currentDate: clock() }).catch(
      () => undefined,
    );
    const user = store.user(String(verified?.payload['user_id']));
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
