import { randomUUID } from 'node:crypto';
import type { DomainContext } from '../domainContext';
import { signWithDomainKey, type TokenOrder } from './accessToken';
import { customClaimValues } from './customClaimValues';
import { originClaims, type DomainSignedIn, subjectClaims } from './tokenSubject';

const LIFETIME_S = 28_800;

/** An ID token. It names the client as its audience and must not go to ORDS. */
export async function issueIdToken(
  { store, behaviour, keys, clock }: DomainContext,
  { client, requested, claims }: TokenOrder,
  signedIn: DomainSignedIn,
  nonce: string | undefined,
): Promise<string> {
  const issuedAt = Math.floor(clock().getTime() / 1000);
  return signWithDomainKey(
    {
      ...customClaimValues(store, behaviour, {
        tokenType: 'IT',
        scopes: requested.resources.flatMap((each) => each.scopes.map(({ fqs }) => fqs)),
        requested: claims,
        user: signedIn.user,
      }),
      ...subjectClaims(client, signedIn),
      ...originClaims(client, store),
      iss: store.issuer,
      aud: [store.issuer, client.name], // [?] the issuer beside the client
      tok_type: 'IT',
      auth_time: signedIn.authenticatedAt,
      ...(nonce !== undefined && { nonce }),
      exp: issuedAt + LIFETIME_S,
      iat: issuedAt,
      jti: randomUUID().replaceAll('-', ''),
    },
    await keys.current(),
  );
}
