import type { ServicePrincipal } from '../tenantState';
import type { TenantStore } from '../tenantStore';
import { disabledResource, scopeWithoutDefault, unknownResource } from './tokenErrors';

const DEFAULT = '/.default';

/** The API of a request. */
export interface Resource {
  readonly principal: ServicePrincipal;
  /** As it was named: the audience of a version 1 token. */
  readonly name: string;
}

/** The name in `<name>/.default`; undefined for another scope. */
export function defaultScopeName(scope: string): string | undefined {
  return scope.endsWith(DEFAULT) ? scope.slice(0, -DEFAULT.length) : undefined;
}

/** Throws EntraOAuthError where the tenant has no service principal of this name: the application alone is not enough. */
export function resourceNamed(store: TenantStore, name: string): Resource {
  const principal = store.resourceNamed(name);
  if (!principal) throw unknownResource(name, store.state.displayName);
  if (!principal.properties.accountEnabled) throw disabledResource(name);
  return { principal, name };
}

/** The API of a client that acts for itself: all its roles at once, and no single one (facts/entra.md 2.1). */
export function machineResource(store: TenantStore, scope: string): Resource {
  const name = defaultScopeName(scope);
  if (name === undefined || name === '' || scope.includes(' ')) throw scopeWithoutDefault(scope);
  return resourceNamed(store, name);
}
