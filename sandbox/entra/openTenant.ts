import { listenError } from '../listenError';
import { type KeptService, openKept } from '../keptService';
import type { StateFolder } from '../state/folder';
import { type EntraTenant, type EntraTenantOptions, startEntraTenant } from './tenant';
import type { TenantState } from './tenantState';

/** Rejects with SandboxError when the port is taken. */
export function openEntraTenant(
  folder: StateFolder,
  options: Omit<EntraTenantOptions, 'state' | 'onChange'> & { readonly port: number },
): Promise<KeptService<EntraTenant>> {
  return openKept<TenantState, EntraTenant>(folder, folder.entraTenant, (kept) =>
    startEntraTenant({ ...options, ...kept }).catch(listenError('Entra', '--entra-port', options.port)),
  );
}
