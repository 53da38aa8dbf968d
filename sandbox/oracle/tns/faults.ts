import { setMaxListeners } from 'node:events';
import type { DatabaseSession } from '../database';
import { OraError } from '../oraError';

/** Who makes a call, as a fault hook sees it. */
export interface FaultSession {
  readonly id: number;
  readonly database: DatabaseSession;
}

/**
 * Faults to inject, asked around every call after login (not for what a client sends without waiting for an answer).
 * `sql` is the statement's text, also when a cursor is executed or fetched again; `COMMIT`, `ROLLBACK`, `PING`,
 * `LOGOFF` for the calls of these names; empty for the others (LOB, version).
 */
export interface TnsFaults {
  /** drop: the connection ends and nothing is executed. stall: no answer until the client breaks (ORA-01013) or leaves. */
  beforeCall?(session: FaultSession, sql: string): 'drop' | 'stall' | undefined;
  /** drop: the call was executed, the client never learns its result. */
  afterCall?(session: FaultSession, sql: string): 'drop' | undefined;
  /** Runs the call itself, sooner or later or not at all. May throw ConnectionDropped; ORA-01013 once the signal aborts. */
  around?<T>(session: FaultSession, sql: string, signal: AbortSignal, call: () => Promise<T>): Promise<T>;
}

/** Ends the connection without an answer. */
export class ConnectionDropped extends Error {
  override readonly name = 'ConnectionDropped';
}

export function userCancel(): OraError {
  return new OraError(1013, 'user requested cancel of current operation');
}

/** Runs `call` with the faults around it. */
export async function withFaults<T>(
  faults: TnsFaults | undefined,
  session: FaultSession,
  sql: string,
  signal: AbortSignal,
  call: () => Promise<T>,
): Promise<T> {
  const before = faults?.beforeCall?.(session, sql);
  if (before === 'drop') throw new ConnectionDropped('dropped before the call');
  if (before === 'stall') await aborted(signal);
  const result = await (faults?.around ? faults.around(session, sql, signal, call) : call());
  if (faults?.afterCall?.(session, sql) === 'drop') throw new ConnectionDropped('dropped after the call');
  return result;
}

/** Never resolves; rejects with ORA-01013 when the signal aborts. */
function aborted(signal: AbortSignal): Promise<never> {
  setMaxListeners(0, signal);
  return new Promise((_, reject) => {
    const cancel = (): void => reject(userCancel());
    if (signal.aborted) cancel();
    else signal.addEventListener('abort', cancel, { once: true });
  });
}
