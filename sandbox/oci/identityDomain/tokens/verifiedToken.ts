import { createPublicKey } from 'node:crypto';
import { jwtVerify } from 'jose';
import { isJsonObject, type JsonObject } from '../../../identity/json';
import { privateKeyOf } from '../../../identity/signingKeys';
import type { DomainContext } from '../domainContext';

/** The claims of an access token of this domain that is good now; an ID token is none. Undefined for anything else. */
export async function verifiedAccessToken(
  token: string,
  { store, keys, clock }: DomainContext,
  audience?: string,
): Promise<JsonObject | undefined> {
  const key = createPublicKey(privateKeyOf(await keys.current()));
  const verified = await jwtVerify(token, key, {
    algorithms: ['RS256'],
    issuer: store.issuer,
    ...(audience !== undefined && { audience }),
    requiredClaims: ['exp', 'sub'],
    currentDate: clock(),
  }).catch(() => undefined);
  const payload: unknown = verified?.payload;
  return isJsonObject(payload) && payload['tok_type'] === 'AT' ? payload : undefined;
}
