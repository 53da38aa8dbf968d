import type { Unread } from '../diagnose/facts';

/** Something that carries the mark of a stack and is not in its state. */
export interface Leftover {
  readonly side: Side;
  /** The schema, with its database where the stack has several; the host of the tenant, or the id of the directory. */
  readonly place: string;
  readonly kind:
    | 'module'
    | 'privilege'
    | 'jwt_profile'
    | 'client'
    | 'grant'
    | 'api'
    | 'app'
    | 'service_principal'
    | 'identifier_uri';
  /**
   * Of a profile its issuer, of a client and a grant their id, of an API its identifier, of an app its id, of an application and a service
   * principal of Entra their object id.
   */
  readonly name: string;
  /** By what it is known: its mark, or for an API and a grant what they belong to. */
  readonly mark: string;
  /** Why it may be somebody else's; absent where nothing speaks for that. */
  readonly doubt?: Doubt;
}

/**
 * `other_claim`: the mark names this stack, but no claim of this state. `kept`: its claim keeps what leaves the program
 * (`keepProtected`). `copy`: the state has the resource of the mark with another object. `identifier`: nothing but its identifier speaks
 * for this stack. `undeclared`: a right of the stack's own client that no manifest of the state declares, or that the state has under another id.
 */
export type Doubt = 'other_claim' | 'kept' | 'copy' | 'identifier' | 'undeclared';

export type Side = 'ORDS' | 'identity provider';

export interface UnreadPlace extends Unread {
  readonly side: Side;
  readonly place: string;
}

/** A place that was not looked at, by choice or for want of credentials. */
export interface SkippedSide {
  readonly side: Side;
  readonly reason: string;
  /** The state has something there, so that a look without it is half a look. */
  readonly needed: boolean;
}

/** What a look for leftovers found, and the way to be rid of it. */
export interface Cleanup {
  readonly leftovers: readonly Leftover[];
  /** What may be somebody else's. Listed, and removed only when it is named: its claim, or the API itself. */
  readonly unproven: readonly Leftover[];
  readonly unread: readonly UnreadPlace[];
  readonly skipped: readonly SkippedSide[];
  /**
   * Removes those of the leftovers that are `chosen`, in an order that opens nothing; tells of each once it is gone. Throws
   * OrdsError.
   */
  remove(chosen: (leftover: Leftover) => boolean, removed: (leftover: Leftover) => void): Promise<void>;
}

/** Equal for one object in two looks. */
export function leftoverKey({ side, place, kind, name, mark }: Leftover): string {
  return JSON.stringify([side, place, kind, name, mark]);
}

/** Whether the look saw everything that it had to see: with less, nothing is removed and nothing is clean. */
export function isWhole({ unread, skipped }: Pick<Cleanup, 'unread' | 'skipped'>): boolean {
  return unread.length === 0 && !skipped.some(({ needed }) => needed);
}
