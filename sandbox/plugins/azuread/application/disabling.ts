import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, type JsonObject } from '../../framework/properties/mapping';
import type { Values } from '../../framework/properties/value';
import type { GraphApi } from '../graph/api';
import { rolesOf, scopesOf } from './body';

/** How the two lists of permissions are found, and sent. */
interface Entitlements {
  readonly wanted: (inputs: Values) => JsonObject[];
  readonly live: (app: JsonObject) => JsonObject[];
  readonly body: (app: JsonObject, list: JsonObject[]) => JsonObject;
  /** Whether the switch alone makes a difference. */
  readonly changed: (old: JsonObject, next: JsonObject) => boolean;
}

const ROLES: Entitlements = {
  wanted: rolesOf,
  live: ({ appRoles }) => objectsIn(appRoles),
  body: ({ id }, appRoles) => ({ appRoles, id }),
  changed: (old, next) => !isDeepStrictEqual(said(old, ['isEnabled']), said(next, ['isEnabled'])),
};

const SCOPES: Entitlements = {
  wanted: scopesOf,
  live: ({ api }) => objectsIn(isJsonObject(api) ? api.oauth2PermissionScopes : undefined),
  body: (_app, oauth2PermissionScopes) => ({ api: { oauth2PermissionScopes } }),
  changed: (old, next) => !isDeepStrictEqual(said(old), said(next)),
};

/**
 * Disables the roles, then the scopes that are to change or go: Graph refuses anything else of one that is enabled
 * (facts/entra.md 1.2, 1.6). Each list is read, sent where needed, and read until it shows.
 */
export async function disableChanged(api: GraphApi, path: string, inputs: Values): Promise<void> {
  for (const entitlements of [ROLES, SCOPES]) await disable(api, path, inputs, entitlements);
}

async function disable(
  api: GraphApi,
  path: string,
  inputs: Values,
  { wanted, live, body, changed }: Entitlements,
): Promise<void> {
  const app = await api.get({ path });
  const next = wanted(inputs);
  const disabled = new Set<unknown>();
  const list = live(app).map((old) => {
    const found = next.find(({ id }) => id === old.id);
    if (old.isEnabled !== true || (found && !changed(old, found))) return old;
    disabled.add(old.id);
    return { ...old, isEnabled: false };
  });
  if (disabled.size === 0) return;
  await api.patch({ path, body: body(app, list) });
  await api.waitUntil(async () => {
    const left = live(await api.get({ path })).some(
      ({ id, isEnabled }) => disabled.has(id) && isEnabled === true,
    );
    return left ? undefined : true;
  });
}

/** What an entitlement says; null, an empty text and nothing are the same, and so are lists in another order. */
function said(entitlement: JsonObject, without: readonly string[] = []): JsonObject {
  const entries = Object.entries(entitlement).filter(
    ([name, value]) => name !== 'origin' && !without.includes(name) && value !== null && value !== '',
  );
  return Object.fromEntries(
    entries.map(([name, value]) => [name, Array.isArray(value) ? [...(value as string[])].sort() : value]),
  );
}

function objectsIn(value: JsonObject[string]): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
