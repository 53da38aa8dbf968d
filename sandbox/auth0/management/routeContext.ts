import type { Faults } from '../../identity/faults';
import { insufficientScope } from '../managementErrors';
import type { EntityKind, TenantStore } from '../tenantStore';

/** What every Management route works with. */
export interface RouteContext {
  readonly store: TenantStore;
  readonly faults: Faults<EntityKind>;
  readonly clock: () => Date;
}

export interface ById {
  id: string;
}

const MAX_ID_LENGTH = 600;

/** Path ids: an API's identifier has at most 600 characters. [?] for the others, which are shorter anyway. */
export const BY_ID = {
  type: 'object',
  properties: { id: { type: 'string', maxLength: MAX_ID_LENGTH, description: 'Unique identifier' } },
};

/** Throws 403 unless the token has one of the scopes. */
export function requireScope(granted: ReadonlySet<string>, ...anyOf: string[]): void {
  if (!anyOf.some((scope) => granted.has(scope))) throw insufficientScope(anyOf);
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The scopes of the bearer token; set for the routes of the Management API. */
    grantedScopes: ReadonlySet<string>;
  }
  interface FastifyContextConfig {
    /** The request is refused unless the token has one of these. */
    scopes?: readonly string[];
  }
}
