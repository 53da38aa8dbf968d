import { listenError } from '../listenError';
import type { FirstKeyPairs } from '../identity/signingKeyPair';
import { type KeptService, openKept } from '../keptService';
import type { StateFolder } from '../state/folder';
import { type Auth0Tenant, type Auth0TenantOptions, startAuth0Tenant } from './tenant';
import type { TenantState } from './tenantState';

/** Rejects with SandboxError when the port is taken. */
export function openTenant(
  folder: StateFolder,
  keyPairs: FirstKeyPairs | undefined,
  options: Omit<Auth0TenantOptions, 'state' | 'keyPairs' | 'onChange'> & { readonly port: number },
): Promise<KeptService<Auth0Tenant>> {
  return openKept<TenantState, Auth0Tenant>(folder, folder.tenant, (kept) =>
    startAuth0Tenant({ ...options, ...kept, ...(keyPairs && { keyPairs }) }).catch(
      listenError('Auth0', '--auth0-port', options.port),
    ),
  );
}
