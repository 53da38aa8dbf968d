import type { FastifyInstance } from 'fastify';
import { bearerToken } from '../../identity/clientSecrets';
import type { JsonObject } from '../../identity/json';
import { namesOf } from '../grants';
import type { OAuthContext } from '../oauthContext';
import type { TenantUser } from '../tenantState';
import { verifiedClaims } from '../tenantToken';
import { TokenError } from '../tokenErrors';

export const USERINFO_PATH = '/userinfo';

/** With an opaque access token, or one whose audiences have this address among them. */
export function registerUserinfo(app: FastifyInstance, { store, clock, opaqueTokens }: OAuthContext): void {
  app.get(USERINFO_PATH, async (request) => {
    const token = bearerToken(request.headers.authorization) ?? '';
    const opaque = opaqueTokens.find(token);
    if (opaque) return profileOf(opaque.user, opaque.scopes);
    const claims = await verifiedClaims(store, token, clock()).catch(() => undefined);
    const user = store.user(claims?.sub ?? '');
    if (!user || ![claims?.aud].flat().includes(store.userinfoAudience))
      throw new TokenError(401, 'invalid_token', 'Unauthorized'); // [?] body
    return profileOf(user, namesOf(String(claims?.['scope'] ?? '')));
  });
}

/** The claims about somebody that these scopes show. */
export function profileOf(
  { user_id, nickname, name, updated_at, email, email_verified }: TenantUser,
  scopes: readonly string[],
): JsonObject & { sub: string } {
  return {
    sub: user_id,
    ...(scopes.includes('profile') && { nickname, name, updated_at }),
    ...(scopes.includes('email') && { email, email_verified }),
  };
}
