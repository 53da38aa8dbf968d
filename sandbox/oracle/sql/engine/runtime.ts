import { randomBytes } from 'node:crypto';
import type { SqlValue } from 'sql.js';
import type { Access } from '../../dictionary/access';
import type { SessionAttributes } from '../../database';
import type { CallContext } from '../../plsql/host';

/** The session on whose behalf a statement runs, as the functions inside SQLite see it. */
export interface RuntimeSession {
  readonly user: string;
  readonly id: number;
  readonly attributes: SessionAttributes;
  readonly access: Access;
  readonly nls: ReadonlyMap<string, string>;
  /** CURRVAL by "OWNER.SEQUENCE". */
  readonly currentValues: Map<string, number>;
  readonly context: CallContext;
  readonly currentSchema: string;
}

/**
 * What a running statement knows beside its text. Values that would differ on a second run (SYSDATE, SYS_GUID,
 * NEXTVAL, results of packaged functions) are noted, so that a replay of the statement gives the same ones.
 */
export class Runtime {
  now = new Date();
  private currentSession: RuntimeSession | undefined;
  private drawn: SqlValue[] = [];
  private replayed: SqlValue[] | undefined;

  get session(): RuntimeSession {
    if (!this.currentSession) throw new Error('no session is running');
    return this.currentSession;
  }

  /** Runs `action` for the session and restores what was there: packaged functions nest statements. */
  within<T>(session: RuntimeSession, now: Date, action: () => T): { result: T; drawn: SqlValue[] } {
    return this.frame(session, now, undefined, action);
  }

  replay<T>(session: RuntimeSession, now: Date, drawn: readonly SqlValue[], action: () => T): T {
    return this.frame(session, now, [...drawn], action).result;
  }

  private frame<T>(
    session: RuntimeSession,
    now: Date,
    replayed: SqlValue[] | undefined,
    action: () => T,
  ): { result: T; drawn: SqlValue[] } {
    const outer = [this.currentSession, this.now, this.drawn, this.replayed] as const;
    this.currentSession = session;
    this.now = now;
    this.drawn = [];
    this.replayed = replayed;
    try {
      const result = action();
      return { result, drawn: this.drawn };
    } finally {
      [this.currentSession, this.now, this.drawn, this.replayed] = outer;
    }
  }

  /** The value of the first run, or a new one. A replay that needs more values than the first run draws new ones. */
  draw(produce: () => SqlValue): SqlValue {
    const remembered = this.replayed?.shift();
    const value = remembered === undefined ? produce() : remembered;
    this.drawn.push(value);
    return value;
  }

  guid(): SqlValue {
    return this.draw(() => randomBytes(16));
  }
}
