import { isDeepStrictEqual } from 'node:util';
import type * as pulumi from '@pulumi/pulumi';
import type { Json } from '../diagnose/collect/managementReader';
import type { MicrosoftGraph } from '../diagnose/collect/microsoftGraph';
import { object, objects, text } from '../diagnose/collect/readings';
import { objectIdOf, withGraph } from './entraGraph';

const RIGHT = 'Application.ReadWrite.All';

/** What a program wants of an application, as the official provider's inputs have it. */
export interface WantedPermissions {
  readonly appRoles?: readonly Json[];
  readonly api?: { readonly oauth2PermissionScopes?: readonly Json[] };
}

/**
 * Hooks that disable, before an application is changed, each role that is to change or go together with the scope that shares its id.
 * The official provider disables the one list and then the other, and Microsoft Graph refuses the state in between: "The following values
 * must match … updating them together" (hashicorp/terraform-provider-azuread#1177, open with 3.9.0). What stays the provider enables again
 * with its last request, which has both lists.
 */
export function disablingSharedPermissions(): Required<Pick<pulumi.ResourceHookBinding, 'beforeUpdate'>> {
  return {
    beforeUpdate: [
      ({ id, newInputs }) => withGraph((graph) => disableShared(graph, objectIdOf(id), newInputs ?? {})),
    ],
  };
}

/** Disables in one request what {@link disablingSharedPermissions} says. Throws UnreadError. */
export async function disableShared(
  graph: Pick<MicrosoftGraph, 'get' | 'replace'>,
  objectId: string,
  wanted: WantedPermissions,
): Promise<void> {
  const path = `applications/${encodeURIComponent(objectId)}`;
  const application = await graph.get(path, RIGHT);
  const api = object(application?.api) ?? {};
  const [roles, scopes] = [objects(application?.appRoles), objects(api.oauth2PermissionScopes)];
  const changing = roles
    .map(idOf)
    .filter((id) => scopes.some((scope) => idOf(scope) === id))
    .filter(
      (id) => differs(roles, wanted.appRoles, id) || differs(scopes, wanted.api?.oauth2PermissionScopes, id),
    );
  if (changing.length === 0) return;
  const disabled = (all: readonly Json[]): Json[] =>
    all.map((one) => (changing.includes(idOf(one)) ? { ...one, isEnabled: false } : one));
  await graph.replace(
    path,
    { appRoles: disabled(roles), api: { oauth2PermissionScopes: disabled(scopes) } },
    RIGHT,
  );
}

function differs(live: readonly Json[], wanted: readonly Json[] | undefined, id: string): boolean {
  const [old, next] = [live, objects(wanted)].map((all) => all.find((one) => idOf(one) === id));
  return !isDeepStrictEqual(said(old), said(next));
}

/** Without the switch, which Graph and the provider's inputs call by different names; null, an empty text and nothing are the same. */
function said(permission: Json | undefined): Json | undefined {
  if (!permission) return undefined;
  const entries = Object.entries(permission).filter(
    ([name, value]) =>
      !['isEnabled', 'enabled', 'origin', 'id'].includes(name) && value !== null && value !== '',
  );
  return Object.fromEntries(
    entries.map(([name, value]) => [
      name,
      Array.isArray(value) ? (value as unknown[]).map(String).sort() : value,
    ]),
  );
}

function idOf({ id }: Json): string {
  return text(id)?.toLowerCase() ?? '';
}
