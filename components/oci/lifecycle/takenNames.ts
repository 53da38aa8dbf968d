import { OrdsError } from '../../errors';
import { markText, ownerIn, type Owner } from '../../ords/lifecycle/mark';
import { quote } from '../../rules/text';
import type { Domain } from '../domain';
import { listByName, resourcesOf } from './scim';

/**
 * Looks whether each display name is free in the domain. `owner`: by its claim an app that an interrupted run of this stack has left is told
 * from the apps of others.
 *
 * Errors: `oci.app.exists`, `oci.app.leftover`, `oci.domain.*`.
 */
export async function requireFreeNames(
  domain: Domain,
  names: readonly string[],
  owner: Owner | undefined,
): Promise<void> {
  for (const name of names) {
    const holder = await findApp(domain, name);
    if (holder !== undefined) throw taken(name, ownerIn(holder), domain.origin, owner);
  }
}

/** The description of the app that has the name; undefined while it is free. Display names are compared without case. */
async function findApp(domain: Domain, name: string): Promise<string | undefined> {
  const purpose = `look for an app named ${quote(name)}`;
  const { body } = await domain.call({ path: listByName('Apps', 'displayName', name), purpose });
  const app = resourcesOf(body).find(
    ({ displayName }) => typeof displayName === 'string' && displayName.toLowerCase() === name.toLowerCase(),
  );
  if (app === undefined) return undefined;
  // A list may still show an app that was deleted a moment ago, as when it is being replaced.
  const path = `/admin/v1/Apps/${encodeURIComponent(String(app.id))}`;
  const { status } = await domain.call({ path, purpose, expect: [404] });
  return status === 404 ? undefined : String(app.description ?? '');
}

function taken(name: string, holder: Owner | undefined, origin: string, owner: Owner | undefined): OrdsError {
  const own = holder?.claim !== undefined && holder.claim === owner?.claim;
  const whose = holder === undefined ? 'an app that no stack of pulumi-ords has made' : markText(holder);
  return new OrdsError(`the name ${quote(name)} is taken in ${origin}`, {
    code: own ? 'oci.app.leftover' : 'oci.app.exists',
    field: 'displayName',
    found: own ? 'an app that an interrupted run of this stack has left' : whose,
    expected: 'a name that is free: a domain has each display name once',
    remedy: own
      ? 'npx pulumi-ords cleanup --yes removes it, after a killed run behind pulumi refresh --clear-pending-creates; then run pulumi up again'
      : 'choose another name (identityProvider.apiName, displayName of the client), or deactivate and delete that app',
  });
}
