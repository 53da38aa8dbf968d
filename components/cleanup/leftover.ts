import type { Unread } from '../diagnose/facts';

/** Something that carries the mark of a stack and is not in its state. */
export interface Leftover {
  readonly side: Side;
  /** The schema, or the host of the tenant. */
  readonly place: string;
  readonly kind: 'module' | 'privilege' | 'jwt_profile' | 'client' | 'grant' | 'api' | 'app';
  /** Of a profile its issuer, of a client and a grant their id, of an API its identifier, of an app of OCI IAM its id. */
  readonly name: string;
  /** By what it is known: its mark, or for an API and a grant what they belong to. */
  readonly mark: string;
}

export type Side = 'ORDS' | 'identity provider';

export interface UnreadPlace extends Unread {
  readonly side: Side;
  readonly place: string;
}

/** What a look for leftovers found, and the way to be rid of it. */
export interface Cleanup {
  readonly leftovers: readonly Leftover[];
  /**
   * Marked with the name of this stack, but not by a claim of this state: it may be of another stack of this name, or of a state
   * that was lost. Listed, and removed only when its claim is named.
   */
  readonly unproven: readonly Leftover[];
  readonly unread: readonly UnreadPlace[];
  readonly skipped: readonly { readonly side: Side; readonly reason: string }[];
  /** Removes the leftovers, in an order that opens nothing; tells of each once it is gone. Throws OrdsError. */
  remove(removed: (leftover: Leftover) => void): Promise<void>;
}
