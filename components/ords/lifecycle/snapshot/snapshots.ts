import type { OpenDatabase } from '../../../database/database';
import type { SchemaReading } from './schemaReading';

/**
 * Milliseconds that a snapshot serves at most. The refresh of a stack reads each schema within that time, however many
 * resources it has there; a longer refresh reads it again. A change that somebody makes meanwhile is seen by the next
 * operation at the latest: each runs in a provider process of its own (facts/pulumi.md 1.1).
 */
export const LONGEST_AGE = 30_000;

interface Entry {
  readonly snapshot: SchemaReading;
  readonly since: number;
}

/**
 * The snapshots of a process, one for a schema and a connection. A schema's snapshots are dropped before and after each write
 * to it, whichever connection wrote, when one of its queries fails, and with age.
 */
export class Snapshots {
  private readonly schemas = new Map<string, Map<string, Entry>>();

  /** @param now Milliseconds of a clock that never goes back. */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** @param make is handed what to call when the snapshot cannot be had. */
  of(schema: string, connectionKey: string, make: (failed: () => void) => SchemaReading): SchemaReading {
    const entry = this.schemas.get(schema)?.get(connectionKey);
    if (entry && this.isFresh(entry)) return entry.snapshot;
    this.dropOld();
    const snapshot = make(() => this.drop(schema));
    const entries = this.schemas.get(schema) ?? new Map<string, Entry>();
    this.schemas.set(schema, entries.set(connectionKey, { snapshot, since: this.now() }));
    return snapshot;
  }

  /** Runs a write: nothing that was read before or during it serves after it. */
  async around<T>(schema: string, write: () => Promise<T>): Promise<T> {
    this.drop(schema);
    try {
      return await write();
    } finally {
      this.drop(schema);
    }
  }

  /** For a process that outlives one operation, as a test run does. */
  clear(): void {
    this.schemas.clear();
  }

  private drop(schema: string): void {
    this.schemas.delete(schema);
  }

  private dropOld(): void {
    for (const [schema, entries] of this.schemas) {
      for (const [key, entry] of entries) if (!this.isFresh(entry)) entries.delete(key);
      if (entries.size === 0) this.schemas.delete(schema);
    }
  }

  private isFresh({ since }: Entry): boolean {
    return this.now() - since < LONGEST_AGE;
  }
}

const known = new WeakMap<OpenDatabase, Snapshots>();

/** Those of all resources that reach their databases this way: a write of one must be seen by the reads of the others. */
export function snapshotsOf(open: OpenDatabase): Snapshots {
  let snapshots = known.get(open);
  if (!snapshots) known.set(open, (snapshots = new Snapshots()));
  return snapshots;
}
