import { isSame, type TenantStore } from '../tenantStore';
import { malformedTenant, unknownTenant } from './tokenErrors';

/** Stand for whatever tenant a user belongs to. */
const SHARED = ['common', 'organizations', 'consumers'];

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DOMAIN = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i;

export const isSharedTenant = (name: string): boolean => SHARED.includes(name.toLowerCase());

/** A tenant is named by its id or one of its domains. Throws EntraOAuthError. */
export function requireTenant({ state }: TenantStore, name: string): void {
  if ([state.tenantId, ...state.domains].some((known) => isSame(known, name)) || isSharedTenant(name)) return;
  throw GUID.test(name) || DOMAIN.test(name) ? unknownTenant(name) : malformedTenant(name);
}
