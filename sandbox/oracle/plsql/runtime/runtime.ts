import { OraError } from '../../oraError';
import type { PlsqlHost, PlsqlValue } from '../host';
import type { CursorState } from './cursorState';
import { type PlsqlError, storageError } from './exceptions';
import type { Maybe } from './maybe';

/** A loop lets other work run after this many milliseconds. */
const SLICE = 10;
/** Nested calls; beyond it Oracle runs out of memory (STORAGE_ERROR). */
const MAX_DEPTH = 500;

export type Slot = PlsqlValue | CursorState | undefined;

/** The variables of one running subprogram or anonymous block, its nested blocks included. */
export class Activation {
  readonly slots: Slot[];
  returned: PlsqlValue = null;

  constructor(
    size: number,
    readonly runtime: Runtime,
    /** That of the subprogram around the declaration. */
    readonly parent?: Activation,
  ) {
    this.slots = new Array<Slot>(size).fill(null);
  }
}

/** Runs a dynamic PL/SQL block with binds by name and gives their values back. */
export type RunNested = (
  source: string,
  binds: ReadonlyMap<string, PlsqlValue>,
  runtime: Runtime,
) => Maybe<ReadonlyMap<string, PlsqlValue>>;

/** What one execution of a block shares across all its activations. */
export class Runtime {
  /** SQL%ROWCOUNT and its kin; null before the first statement. */
  sqlRowCount: number | null = null;
  /** The exception that the innermost running handler handles. */
  handled: PlsqlError | undefined;
  private depth = 0;
  private sliceStart = Date.now();

  constructor(
    readonly host: PlsqlHost,
    /** By upper-case name; changed by assignments. */
    readonly binds: Map<string, PlsqlValue>,
    readonly runNested: RunNested,
    readonly signal: AbortSignal | undefined,
  ) {}

  /** For a dynamic block: SQL%ROWCOUNT of its own, the same host and signal. */
  nested(binds: Map<string, PlsqlValue>): Runtime {
    this.enter();
    const inner = new Runtime(this.host, binds, this.runNested, this.signal);
    inner.depth = this.depth;
    this.leave();
    return inner;
  }

  get environment(): { now: Date; user: string } {
    return { now: new Date(), user: this.host.context.user };
  }

  bindValue(name: string): PlsqlValue {
    const value = this.binds.get(name);
    if (value === undefined) {
      throw new OraError(1008, 'not all variables bound');
    }
    return value;
  }

  query(...request: Parameters<PlsqlHost['query']>): ReturnType<PlsqlHost['query']> {
    this.checkCancelled();
    return this.host.query(...request);
  }

  /** Notes the number of rows for SQL%ROWCOUNT. */
  execute(...request: Parameters<PlsqlHost['execute']>): number {
    this.checkCancelled();
    this.sqlRowCount = this.host.execute(...request);
    return this.sqlRowCount;
  }

  /** Called between the rounds of every loop. Throws OraError 1013 once the client has sent a break. */
  pause(): Promise<void> | undefined {
    this.checkCancelled();
    if (Date.now() - this.sliceStart < SLICE) {
      return undefined;
    }
    return new Promise((resolve, reject) => {
      setImmediate(() => {
        this.sliceStart = Date.now();
        try {
          this.checkCancelled();
          resolve();
        } catch (error) {
          reject(error as Error);
        }
      });
    });
  }

  /** Waits for a package, but no longer than for the client's break. */
  async wait<T>(promise: Promise<T>): Promise<T> {
    const { signal } = this;
    if (!signal) {
      return promise;
    }
    let onAbort: (() => void) | undefined;
    const aborted = new Promise<never>((_, reject) => {
      onAbort = () => reject(cancelled());
      signal.addEventListener('abort', onAbort, { once: true });
    });
    try {
      this.checkCancelled();
      return await Promise.race([promise, aborted]);
    } finally {
      if (onAbort) {
        signal.removeEventListener('abort', onAbort);
      }
    }
  }

  enter(): void {
    if (++this.depth > MAX_DEPTH) {
      this.depth--;
      throw storageError();
    }
  }

  leave(): void {
    this.depth--;
  }

  checkCancelled(): void {
    if (this.signal?.aborted) {
      throw cancelled();
    }
  }
}

function cancelled(): OraError {
  return new OraError(1013, 'user requested cancel of current operation');
}
