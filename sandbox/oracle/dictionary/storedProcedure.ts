import type { Catalog } from './catalog';
import { storeDatetime } from '../sql/engine/storedValues';

/**
 * A stored unit that is only listed: the sandbox stores no PL/SQL, but whoever looks for uses of a package reads
 * USER_OBJECTS and USER_DEPENDENCIES and has to find something. Calling it is PLS-00201. Names in upper case.
 */
export interface StoredProcedure {
  readonly owner: string;
  readonly name: string;
  /** Default PROCEDURE. */
  readonly type?: 'PROCEDURE' | 'FUNCTION' | 'PACKAGE';
  /** What its text refers to; a name through a public synonym counts as the object behind it. */
  readonly uses: readonly { readonly owner: string; readonly name: string; readonly type: string }[];
}

/** Throws RangeError when its owner does not exist. */
export function listStoredProcedure(catalog: Catalog, procedure: StoredProcedure): void {
  const { owner, name, type = 'PROCEDURE', uses } = procedure;
  if (!catalog.users.get({ NAME: owner })) throw new RangeError(`no user ${owner}`);
  const now = storeDatetime(new Date(Math.floor(Date.now() / 1000) * 1000));
  const id = catalog.objects.get({ OWNER: owner, NAME: name, TYPE: type })?.ID ?? catalog.nextObjectId();
  catalog.objects.put({
    ...{ OWNER: owner, NAME: name, TYPE: type, ID: id },
    ...{ CREATED: now, CHANGED: now, BODY: null, COMMENTS: null },
  });
  catalog.dependencies.removeWhere({ OWNER: owner, NAME: name, TYPE: type });
  for (const used of uses)
    catalog.dependencies.put({
      ...{ OWNER: owner, NAME: name, TYPE: type },
      ...{ REFERENCED_OWNER: used.owner, REFERENCED_NAME: used.name, REFERENCED_TYPE: used.type },
    });
  catalog.changed();
}
