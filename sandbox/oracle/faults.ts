import { OraError } from './oraError';

/** An error that a test wants to see, in place of what the database would answer. */
export interface Fault {
  /** Tested against the statement's text and against called subprograms as PACKAGE.NAME; absent = everything. */
  readonly match?: RegExp;
  /** Upper case; absent = everybody. */
  readonly user?: string;
  readonly error: { readonly number: number; readonly text: string };
  /** How often it strikes; default 1. */
  readonly times?: number;
}

/** Faults for a control API. */
export class Faults {
  private readonly pending: { readonly fault: Fault; left: number }[] = [];

  add(fault: Fault): void {
    this.pending.push({ fault, left: fault.times ?? 1 });
  }

  clear(): void {
    this.pending.length = 0;
  }

  /** Faults that have not struck yet. */
  get remaining(): number {
    return this.pending.reduce((sum, { left }) => sum + left, 0);
  }

  /** Throws the fault's OraError when one applies. */
  check(text: string, user: string): void {
    const hit = this.pending.find(
      ({ fault }) =>
        (fault.user === undefined || fault.user === user) && (!fault.match || text.search(fault.match) >= 0),
    );
    if (!hit) return;
    hit.left--;
    if (hit.left <= 0) this.pending.splice(this.pending.indexOf(hit), 1);
    throw new OraError(hit.fault.error.number, hit.fault.error.text);
  }
}
