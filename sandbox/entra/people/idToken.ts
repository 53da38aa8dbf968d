import type { SignedIn } from '../../identity/signIn/signedIn';
import type { TenantContext } from '../tenantContext';
import type { User } from '../tenantState';
import { lifeOf, opaque, pairwiseSubject, signWithTenantKey } from '../tokens/accessToken';
import type { Client } from '../tokens/clientAuthentication';

/** An ID token of version 2. It names the client as its audience and must not go to ORDS. */
export async function issueIdToken(
  context: TenantContext,
  { application, principal }: Client,
  { user, sessionId }: SignedIn<User>,
  nonce: string | undefined,
): Promise<string> {
  const { store, keys } = context;
  const { appId } = application.properties;
  const roles = store.roleValues(user.id, principal);
  return signWithTenantKey(
    {
      aud: appId,
      iss: store.addresses.issuerV2,
      ...lifeOf(context, appId, false).times,
      aio: opaque(),
      name: user.displayName,
      ...(nonce !== undefined && { nonce }),
      oid: user.id,
      preferred_username: user.userPrincipalName,
      rh: `0.${opaque()}.`,
      ...(roles.length > 0 && { roles }),
      sid: sessionId,
      sub: pairwiseSubject(user, appId),
      tid: store.state.tenantId,
      uti: opaque(),
      ver: '2.0',
    },
    await keys.current(),
  );
}
