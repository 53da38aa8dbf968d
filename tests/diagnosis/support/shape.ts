import type { Authorisation } from '../../../components/trust';

export interface ScopeShape {
  readonly modules?: readonly string[];
  readonly patterns?: readonly string[];
  /** Role mode; default those of the shape. */
  readonly roles?: readonly string[];
}

export interface ModuleShape {
  readonly basePath: string;
  readonly public?: boolean;
  /** URI templates with a GET handler each; default the root. */
  readonly templates?: readonly string[];
}

export interface ClientShape {
  readonly scopes: readonly string[];
  /** Present: people sign in to it. Not made with Auth0 so far. */
  readonly redirectUris?: readonly string[];
}

/** What is provisioned on both sides, in full agreement. */
export interface Shape {
  readonly scopes: Readonly<Record<string, ScopeShape>>;
  readonly modules: Readonly<Record<string, ModuleShape>>;
  readonly clients: Readonly<Record<string, ClientShape>>;
  readonly authorisation: Authorisation;
  /** Role mode: created in the schema and put into every privilege. */
  readonly roles: readonly string[];
  readonly allowedSkew: number | null;
  readonly allowedAge: number | null;
  /** Default: made for the place. */
  readonly alias?: string;
  /** Default: made for the place. */
  readonly audience?: string;
  /** Of the API's tokens, in seconds. Default: the provider's. */
  readonly tokenLifetime?: number;
  /** Members of the API besides, as its provider calls them. */
  readonly api: Readonly<Record<string, unknown>>;
  /** The library logs on as ADMIN instead of the schema itself. */
  readonly administrator: boolean;
}

/** The roles that a scope lets in. */
export function rolesOf({ scopes, roles }: Shape, scope: string): readonly string[] {
  return scopes[scope]?.roles ?? roles;
}

/** One module, one scope, one client. */
export const PLAIN: Shape = {
  scopes: { 'orders.read': { modules: ['orders'] } },
  modules: { orders: { basePath: '/orders/' } },
  clients: { backend: { scopes: ['orders.read'] } },
  authorisation: { mode: 'scope' },
  roles: [],
  allowedSkew: null,
  allowedAge: null,
  api: {},
  administrator: false,
};

/** Authorised by ORDS roles in a claim (facts/ords.md 16). */
export const ROLE_MODE: Partial<Shape> = {
  authorisation: { mode: 'role', roleClaim: '/roles' },
  roles: ['orders_reader'],
};

/** Two scopes over modules of their own, both of one client. */
export const TWO_SCOPES: Partial<Shape> = {
  scopes: { 'orders.read': { modules: ['orders'] }, 'orders.write': { patterns: ['/orders/new/*'] } },
  modules: { orders: { basePath: '/orders/', templates: ['.', 'new/x'] } },
  clients: { backend: { scopes: ['orders.read', 'orders.write'] } },
};
