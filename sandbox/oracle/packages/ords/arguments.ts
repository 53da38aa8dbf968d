import type { PlsqlValue } from '../../plsql/host';
import { cannotBeNull, numericOrValueError } from './errors';

/** Typed reading of a call's actual arguments. */
export class Arguments {
  constructor(private readonly values: ReadonlyMap<string, PlsqlValue>) {}

  /** False where this overload has no such parameter. */
  has(name: string): boolean {
    return this.values.has(name);
  }

  /** '' is NULL, as everywhere in Oracle. */
  text(name: string): string | null {
    const value = this.values.get(name) ?? null;
    if (value === null || value === '') return null;
    if (typeof value === 'string') return value;
    if (typeof value === 'number') return String(value);
    throw numericOrValueError();
  }

  /** Throws ORA-01400 for NULL, naming the column that would hold it. */
  requiredText(name: string, table: string, column: string): string {
    const value = this.text(name);
    if (value === null) throw cannotBeNull(table, column);
    return value;
  }

  number(name: string): number | null {
    const value = this.values.get(name) ?? null;
    if (value === null || value === '') return null;
    const number = typeof value === 'number' ? value : typeof value === 'string' ? Number(value) : NaN;
    if (Number.isNaN(number)) throw numericOrValueError();
    return number;
  }

  flag(name: string): boolean | null {
    const value = this.values.get(name) ?? null;
    if (value === null || typeof value === 'boolean') return value;
    throw numericOrValueError();
  }

  /**
   * An OWA.VC_ARR in the order of its keys, without NULL elements and repetitions. An unassigned table is empty
   * (facts/ords.md 3); so is NULL (no source).
   */
  list(name: string): string[] {
    const value = this.values.get(name) ?? null;
    if (value === null) return [];
    if (typeof value !== 'object' || !('kind' in value) || value.kind !== 'table')
      throw numericOrValueError();
    const keys = [...value.entries.keys()].sort((a, b) => Number(a) - Number(b));
    const texts = keys.map((key) => value.entries.get(key)).filter((text) => typeof text === 'string');
    return [...new Set(texts.filter((text) => text !== ''))];
  }
}
