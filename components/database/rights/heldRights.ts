import type { Row } from '../database';
import type { Grant } from './grants';

/** What a user may use of what `sql/grants.sql` names. Names of objects are OWNER.NAME. */
export interface HeldRights {
  readonly roles: ReadonlySet<string>;
  /** System privileges. */
  readonly privileges: ReadonlySet<string>;
  readonly usable: ReadonlySet<string>;
  /** Whether there is such an object, within reach or not. */
  readonly present: ReadonlySet<string>;
}

/**
 * `held`; `missing`: it can be granted; `absent`: this release has no such object, so that there is nothing to grant;
 * `needless`: another one takes its place here.
 */
export type RightState = 'held' | 'missing' | 'absent' | 'needless';

/** From the rows of `sql/catalogue/rights.sql`. */
export function heldRights(rows: readonly Row[]): HeldRights {
  const of = (kind: string): Row[] => rows.filter((row) => row.KIND === kind);
  const objects = (kind: string): string[] => of(kind).map((row) => `${row.OWNER}.${row.NAME}`);
  const usable = new Set(objects('usable'));
  return {
    roles: new Set(of('role').map((row) => String(row.NAME))),
    privileges: new Set(of('privilege').map((row) => String(row.NAME))),
    usable,
    present: new Set([...objects('present'), ...usable]),
  };
}

export function rightState(grant: Grant, held: HeldRights): RightState {
  if (grant.onlyWithout !== undefined && held.present.has(grant.onlyWithout)) return 'needless';
  if (grant.role !== undefined) return roleState(grant, grant.role, held);
  if (grant.privilege !== undefined) return held.privileges.has(grant.privilege) ? 'held' : 'missing';
  const [object] = grant.objects;
  if (object === undefined || held.usable.has(object)) return 'held';
  return held.present.has(object) ? 'missing' : 'absent';
}

// What a role gives may be granted one by one as well, or come with EXECUTE ANY PROCEDURE and SELECT ANY TABLE.
function roleState(grant: Grant, role: string, held: HeldRights): RightState {
  const present = grant.objects.filter((object) => held.present.has(object));
  if (present.length === 0) return 'absent';
  return held.roles.has(role) || present.every((object) => held.usable.has(object)) ? 'held' : 'missing';
}
