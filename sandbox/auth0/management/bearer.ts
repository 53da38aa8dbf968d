import { errors } from 'jose';
import { bearerToken } from '../../identity/clientSecrets';
import { EXPIRED_TOKEN, ManagementError } from '../managementErrors';
import type { TenantStore } from '../tenantStore';
import { verifiedClaims } from '../tenantToken';

const BAD_SIGNATURE = 'Invalid signature received for JSON Web Token validation';

/**
 * The scopes of a Management API request, from its bearer token: signed by a published key of the tenant, for the
 * Management audience, not expired. Throws ManagementError 401 otherwise, in the wordings of facts/auth0.md 2.5.
 */
export async function authorizeBearer(
  authorization: string | undefined,
  store: TenantStore,
  now: Date,
): Promise<ReadonlySet<string>> {
  const token = bearerToken(authorization);
  if (token === undefined) throw new ManagementError(401, 'Missing authentication');
  try {
    const payload = await verifiedClaims(store, token, now);
    const audiences = [payload.aud].flat();
    if (!audiences.includes(store.managementAudience)) {
      throw new ManagementError(401, `Bad audience: ${audiences.join(', ')}`);
    }
    const scope = typeof payload['scope'] === 'string' ? payload['scope'] : '';
    return new Set(scope.split(' ').filter((name) => name !== ''));
  } catch (error) {
    throw error instanceof ManagementError ? error : refusalOf(error);
  }
}

function refusalOf(error: unknown): ManagementError {
  if (error instanceof errors.JWTExpired) {
    return new ManagementError(401, EXPIRED_TOKEN, undefined, { error: EXPIRED_TOKEN });
  }
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWKSNoMatchingKey) {
    return new ManagementError(401, BAD_SIGNATURE);
  }
  return new ManagementError(401, 'Invalid token');
}
