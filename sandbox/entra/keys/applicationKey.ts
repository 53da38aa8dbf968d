import type { CertifiedKey } from '../../identity/signingKeys';
import type { TenantContext } from '../tenantContext';

/** The key that an application with mapped claims signs with instead of the tenant's; undefined where it has none (facts/entra.md 2.4). */
export async function applicationKey(
  { store, keys, behaviour }: Pick<TenantContext, 'store' | 'keys' | 'behaviour'>,
  appId: string,
): Promise<CertifiedKey | undefined> {
  const properties = store.client(appId)?.properties;
  if (!behaviour.mappedClaimsKey || properties?.api.acceptMappedClaims !== true) return undefined;
  return keys.ofApplication(properties.appId);
}
