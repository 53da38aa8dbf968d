import { OraError } from '../../oraError';
import type { Catalog } from '../../dictionary/catalog';
import type { SequenceRecord } from '../../dictionary/records';

/** Sequence values do not take part in transactions: they live in memory and are written at the next commit. */
export class Sequences {
  private readonly next = new Map<string, number>();
  private readonly dirty = new Set<string>();

  constructor(private readonly catalog: Catalog) {}

  nextValue(key: string): number {
    const record = this.record(key);
    const value = this.next.get(key) ?? record.NEXT_VALUE;
    const { INCREMENT_BY: step, MIN_VALUE: min, MAX_VALUE: max } = record;
    if (value > max || value < min) {
      const name = key.slice(key.indexOf('.') + 1);
      const bound = step > 0 ? 'MAXVALUE' : 'MINVALUE';
      throw new OraError(8004, `sequence ${name}.NEXTVAL exceeds ${bound} and cannot be instantiated`);
    }
    let following = value + step;
    if (record.CYCLE_FLAG === 'Y' && (following > max || following < min)) following = step > 0 ? min : max;
    this.next.set(key, following);
    this.dirty.add(key);
    return value;
  }

  private record(key: string): SequenceRecord {
    const dot = key.indexOf('.');
    const record = this.catalog.sequences.get({ OWNER: key.slice(0, dot), NAME: key.slice(dot + 1) });
    if (!record) throw new OraError(2289, 'sequence does not exist');
    return record;
  }

  forget(owner: string, name: string): void {
    this.next.delete(`${owner}.${name}`);
    this.dirty.delete(`${owner}.${name}`);
  }

  /** Called inside the transaction that is about to commit. */
  save(): void {
    for (const key of this.dirty) {
      const next = this.next.get(key);
      if (next !== undefined) this.catalog.sequences.put({ ...this.record(key), NEXT_VALUE: next });
    }
    this.dirty.clear();
  }
}
