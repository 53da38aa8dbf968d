import { grants, type Grant, type Mode } from '../../database/rights/grants';
import type { HeldRights } from '../../database/rights/heldRights';

/** An object that the library uses in a mode, and the right that gives it. */
export interface Need {
  /** OWNER.NAME. */
  readonly object: string;
  readonly grant: Grant;
  readonly without: readonly string[];
  readonly leftOut: readonly string[];
  /** The object whose place it takes where that is not there. */
  readonly insteadOf?: string;
}

/** What a user may do with an object; a hidden one is there and out of reach. */
export type ObjectState = 'usable' | 'hidden' | 'absent';

/**
 * The objects of `sql/grants.sql` in a mode. An administrator's role comes as a whole: what each of its objects is for
 * follows from the object of the same name that one's own schema is looked after with.
 */
export function needs(mode: Mode): Need[] {
  const own = objectNeeds('own-schema');
  if (mode === 'own-schema') return own;
  const role = grants().find((grant) => grant.mode === mode && grant.role !== undefined);
  const direct = objectNeeds(mode);
  const said = new Set(direct.flatMap(({ leftOut }) => leftOut));
  const throughRole = own.flatMap((need) => {
    const object = administratorsName(need.object);
    if (role === undefined || !role.objects.includes(object)) return [];
    return {
      ...need,
      object,
      grant: role,
      leftOut: need.leftOut.filter((part) => !said.has(part)),
      ...(need.insteadOf !== undefined && { insteadOf: administratorsName(need.insteadOf) }),
    };
  });
  return [...throughRole, ...direct];
}

export function objectState(object: string, held: HeldRights): ObjectState {
  if (held.usable.has(object)) return 'usable';
  return held.present.has(object) ? 'hidden' : 'absent';
}

/** What is out of reach, leaving out what another one takes the place of. */
export function unmet(mode: Mode, held: HeldRights): Need[] {
  const all = needs(mode);
  return all.filter((need) => {
    if (objectState(need.object, held) === 'usable') return false;
    const replaced = all.some(
      ({ insteadOf, object }) => insteadOf === need.object && objectState(object, held) === 'usable',
    );
    return !replaced && (need.insteadOf === undefined || !held.present.has(need.insteadOf));
  });
}

function objectNeeds(mode: Mode): Need[] {
  return grants()
    .filter((grant) => grant.mode === mode && grant.role === undefined)
    .flatMap((grant) =>
      grant.objects.map((object) => ({
        object,
        grant,
        without: grant.without,
        leftOut: grant.leftOut,
        ...(grant.onlyWithout !== undefined && { insteadOf: grant.onlyWithout }),
      })),
    );
}

function administratorsName(object: string): string {
  return object.includes('.USER_ORDS_') ? object.replace('.USER_ORDS_', '.DBA_ORDS_') : `${object}_ADMIN`;
}
