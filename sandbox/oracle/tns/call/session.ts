import type { DatabaseSession } from '../../database';
import type { Dialect } from '../dialect';
import type { Flavour } from '../flavour';
import type { TnsLimits } from '../limits';
import type { TrailerContext } from '../response/trailer';
import type { CursorTable } from './cursors';
import { LobTable } from './lobs';

/** A logged-in session: what lasts from call to call. */
export class TtcSession {
  readonly lobs: LobTable;

  constructor(
    readonly id: number,
    readonly database: DatabaseSession,
    readonly dialect: Dialect,
    readonly flavour: Flavour,
    readonly cursors: CursorTable,
    limits: TnsLimits,
  ) {
    this.lobs = new LobTable(limits.maxLobsPerSession);
  }

  trailer(callNumber: number): TrailerContext {
    return { dialect: this.dialect, callNumber, inTransaction: this.database.inTransaction };
  }
}
