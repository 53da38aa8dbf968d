import type { SqlValue } from 'sql.js';
import type { Runtime, RuntimeSession } from './runtime';
import type { Sequences } from './sequences';
import type { Sqlite } from './sqlite';

interface RedoEntry {
  readonly sql: string;
  readonly params: readonly SqlValue[];
  readonly now: Date;
  readonly drawn: readonly SqlValue[];
}

/** The uncommitted statements of one session. */
export class TransactionLog {
  readonly entries: RedoEntry[] = [];
  readonly savepoints = new Map<string, number>();
  /** Grows with every commit and complete rollback, so that older marks are known to be void. */
  epoch = 0;

  constructor(readonly session: RuntimeSession) {}

  clear(): void {
    this.entries.length = 0;
    this.savepoints.clear();
    this.epoch++;
  }
}

/**
 * Many sessions on the one connection of SQLite. The transaction of the session that worked last stays open;
 * when another session needs the connection, it is rolled back ("parked") and its statements are run again when its
 * session returns. So nobody sees uncommitted work, reads see what others have committed since (read committed), and
 * a session that commits with every call pays nothing. A difference to Oracle: nobody waits for a lock. Two sessions
 * that insert the same key get ORA-00001 when the later one returns or commits, where Oracle would have made it wait.
 */
export class Transactions {
  private active: TransactionLog | undefined;
  private bundling = false;

  constructor(
    private readonly sqlite: Sqlite,
    private readonly runtime: Runtime,
    private readonly sequences: Sequences,
    private readonly onCommit: () => void,
    private readonly onReplayError: (error: unknown, sql: string) => Error,
  ) {}

  query(log: TransactionLog, sql: string, params: readonly SqlValue[]): SqlValue[][] {
    this.enter(log);
    return this.runtime.within(log.session, new Date(), () => this.sqlite.query(sql, params)).result;
  }

  write(log: TransactionLog, sql: string, params: readonly SqlValue[]): number {
    this.enter(log);
    this.begin(log);
    const now = new Date();
    const { result, drawn } = this.runtime.within(log.session, now, () => this.sqlite.run(sql, params));
    if (result > 0) log.entries.push({ sql, params, now, drawn });
    return result;
  }

  private begin(log: TransactionLog): void {
    if (this.active) return;
    if (!this.bundling) this.sqlite.run('BEGIN');
    this.active = log;
  }

  /** Makes the session's uncommitted work visible, and only that. */
  private enter(log: TransactionLog): void {
    if (this.active === log) return;
    this.park();
    if (log.entries.length === 0) return;
    this.begin(log);
    for (const { sql, params, now, drawn } of log.entries) {
      try {
        this.runtime.replay(log.session, now, drawn, () => this.sqlite.run(sql, params));
      } catch (error) {
        this.rollback(log);
        throw this.onReplayError(error, sql);
      }
    }
  }

  park(): void {
    if (!this.active) return;
    this.active = undefined;
    if (!this.bundling) this.sqlite.run('ROLLBACK');
  }

  commit(log: TransactionLog): void {
    if (log.entries.length === 0) {
      if (this.active === log) this.park();
      log.clear();
      return;
    }
    this.enter(log);
    if (!this.bundling) {
      this.sequences.save();
      this.sqlite.run('COMMIT');
    }
    this.active = undefined;
    log.clear();
    this.onCommit();
  }

  /** An installation is hundreds of commits: all of them as one transaction, all or none. */
  bundle(action: () => void): void {
    this.sqlite.exec('PRAGMA foreign_keys = OFF');
    this.sqlite.run('BEGIN');
    this.bundling = true;
    try {
      action();
      this.sequences.save();
      this.sqlite.run('COMMIT');
    } finally {
      this.bundling = false;
    }
    this.sqlite.exec('PRAGMA foreign_keys = ON');
  }

  rollback(log: TransactionLog): void {
    if (this.active === log) this.park();
    log.clear();
  }

  /** Undoes what came after the mark; what came before is run again when it is needed. */
  rollbackTo(log: TransactionLog, mark: number): void {
    if (log.entries.length === mark) return;
    log.entries.length = mark;
    for (const [name, position] of log.savepoints) if (position > mark) log.savepoints.delete(name);
    if (this.active === log) this.park();
  }

  /** DDL: one transaction of its own, behind everything that is pending. */
  define(log: TransactionLog, action: () => void): void {
    this.commit(log);
    this.park();
    if (this.bundling) {
      this.runtime.within(log.session, new Date(), action);
      return;
    }
    // Rebuilding a table drops it for a moment, which foreign keys would notice.
    this.sqlite.exec('PRAGMA foreign_keys = OFF');
    try {
      this.sqlite.run('BEGIN');
      try {
        this.runtime.within(log.session, new Date(), action);
        this.sequences.save();
        this.sqlite.run('COMMIT');
      } catch (error) {
        this.sqlite.run('ROLLBACK');
        throw error;
      }
    } finally {
      this.sqlite.exec('PRAGMA foreign_keys = ON');
    }
    this.onCommit();
  }
}
