import { setTimeout as pause } from 'node:timers/promises';
import { checkMoment, Holds } from '../holds';
import { ConnectionDropped, userCancel, type FaultSession, type TnsFaults } from './tns/faults';

/** A fault on the way between client and database; what the database itself answers are `Faults`. */
export interface CallFault {
  /** A regular expression without case, tested against the statement's text or COMMIT, ROLLBACK, PING; absent: every call. */
  readonly match?: string;
  /** Upper case; absent = everybody. */
  readonly user?: string;
  /** How often it strikes; default 1. */
  readonly times?: number;
}

export interface DropFault extends CallFault {
  /** before (default): nothing was executed. after: it was executed (and committed what it commits), the client never learns. */
  readonly moment?: 'before' | 'after';
}

export interface SlowFault extends CallFault {
  /** How long the answer takes longer. */
  readonly milliseconds: number;
}

interface Planned<F extends CallFault> {
  readonly fault: F;
  readonly pattern: RegExp | undefined;
  left: number;
}

/** Faults of calls over the wire for a control API: dropped connections, slow answers, calls that are held. */
export class CallFaults implements TnsFaults {
  readonly holds = new Holds();
  /** Waited for when a call is over, before its answer is sent. */
  beforeAnswer: () => Promise<void> = () => Promise.resolve();
  private drops: Planned<DropFault>[] = [];
  private delays: Planned<SlowFault>[] = [];

  /** Throws SyntaxError on a bad expression, RangeError on a bad moment. */
  drop({ moment = 'before', ...fault }: DropFault): void {
    checkMoment(moment);
    this.drops.push(planned({ ...fault, moment }));
  }

  /** Throws SyntaxError on a bad expression. */
  slow(fault: SlowFault): void {
    this.delays.push(planned(fault));
  }

  clear(): void {
    this.drops = [];
    this.delays = [];
    void this.holds.release();
  }

  /** Strikes that are still to come. */
  get remaining(): number {
    return [...this.drops, ...this.delays].reduce((sum, { left }) => sum + left, 0);
  }

  async around<T>(
    session: FaultSession,
    sql: string,
    signal: AbortSignal,
    call: () => Promise<T>,
  ): Promise<T> {
    const { user } = session.database;
    const passage = this.holds.begin(sql, signal);
    try {
      if (!(await passage.before())) throw userCancel();
      const slow = take(this.delays, sql, user);
      if (slow)
        await pause(slow.milliseconds, undefined, { signal }).catch(() => Promise.reject(userCancel()));
      if (take(this.drops, sql, user, ({ moment }) => moment === 'before'))
        throw new ConnectionDropped('dropped before the call');
      const result = await call().finally(() => this.beforeAnswer());
      if (take(this.drops, sql, user, ({ moment }) => moment === 'after'))
        throw new ConnectionDropped('dropped after the call');
      await passage.after();
      return result;
    } finally {
      passage.end();
    }
  }
}

function planned<F extends CallFault>(fault: F): Planned<F> {
  const pattern = fault.match === undefined ? undefined : new RegExp(fault.match, 'i');
  return { fault, pattern, left: fault.times ?? 1 };
}

function take<F extends CallFault>(
  list: Planned<F>[],
  sql: string,
  user: string,
  also: (fault: F) => boolean = () => true,
): F | undefined {
  const index = list.findIndex(
    ({ fault, pattern }) =>
      (fault.user === undefined || fault.user === user) &&
      (!pattern || sql.search(pattern) >= 0) &&
      also(fault),
  );
  const found = list[index];
  if (!found) return undefined;
  found.left -= 1;
  if (found.left <= 0) list.splice(index, 1);
  return found.fault;
}
