import { OraError } from '../../oraError';
import { quoteName } from '../engine/sqlite';
import type { Name } from '../parser/ast';
import type { Emitted, OutputColumn } from './types';

/** One table, view or subquery of a FROM clause. */
export interface ScopeEntry {
  /** Its name in the emitted statement; empty in a definition, where columns stand alone. */
  readonly label: string;
  /** Its name in the original statement: the alias, else the table. */
  readonly alias: string | undefined;
  readonly owner?: string;
  readonly columns: readonly OutputColumn[];
}

/** The columns that an expression can name; subqueries look outward through `parent`. */
export class Scope {
  readonly entries: ScopeEntry[] = [];
  /** Columns of JOIN ... USING or NATURAL JOIN, and how their common value is written. */
  readonly merged = new Map<string, string>();

  constructor(readonly parent?: Scope) {}

  /** Undefined when no table here or outside has such a column. */
  find(path: readonly Name[]): Emitted | undefined {
    return this.findHere(path) ?? this.parent?.find(path);
  }

  /** True for a column of this very block, not of an outer one. */
  isOwnColumn(path: readonly Name[]): boolean {
    return this.findHere(path) !== undefined;
  }

  private findHere(path: readonly Name[]): Emitted | undefined {
    const name = path.at(-1);
    if (!name || path.length > 3) return undefined;
    const merged = path.length === 1 ? this.merged.get(name.text) : undefined;
    const found: Emitted[] = [];
    for (const entry of this.entries) {
      if (path.length > 1 && entry.alias !== path.at(-2)?.text) continue;
      if (path.length > 2 && entry.owner !== path[0]?.text) continue;
      const column = entry.columns.find((candidate) => candidate.name === name.text);
      if (column) found.push({ ...column, sql: (entry.label && `${entry.label}.`) + quoteName(column.name) });
    }
    const [first] = found;
    if (first && merged !== undefined) return { ...first, sql: merged };
    if (found.length > 1) {
      throw new OraError(918, `${quoted([name])}: column ambiguously defined`, name.start);
    }
    return first;
  }
}

/** "A"."B" as error texts show it. */
export function quoted(path: readonly Pick<Name, 'text'>[]): string {
  return path.map(({ text }) => `"${text}"`).join('.');
}
