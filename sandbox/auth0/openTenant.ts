import { listenError } from '../listenError';
import { Saver } from '../saver';
import type { StateFolder } from '../state/folder';
import type { FirstKeyPairs } from '../identity/signingKeyPair';
import { type Auth0Tenant, type Auth0TenantOptions, startAuth0Tenant } from './tenant';
import type { TenantState } from './tenantState';

/** A tenant that keeps its state in the folder, and is there again after a restart. */
export interface OpenTenant {
  readonly tenant: Auth0Tenant;
  /** Writes the state now. */
  save(): void;
  /** Saves and stops. */
  close(): Promise<void>;
}

/** Rejects with SandboxError when the port is taken. */
export async function openTenant(
  folder: StateFolder,
  keyPairs: FirstKeyPairs | undefined,
  options: Omit<Auth0TenantOptions, 'state' | 'keyPairs' | 'onChange'> & { readonly port: number },
): Promise<OpenTenant> {
  const text = folder.read(folder.tenant);
  const saver = new Saver(() => folder.write(folder.tenant, JSON.stringify(tenant.state())));
  const tenant = await startAuth0Tenant({
    ...options,
    onChange: () => saver.request(),
    ...(keyPairs && { keyPairs }),
    ...(text !== undefined && { state: JSON.parse(text) as TenantState }),
  }).catch(listenError('Auth0', '--auth0-port', options.port));
  const save = (): void => {
    saver.request();
    saver.flush();
  };
  return {
    tenant,
    save,
    close: async () => {
      await tenant.close();
      save();
    },
  };
}
