import { OraError } from '../../oraError';
import type { TableInfo } from '../../dictionary/catalog';
import type { ColumnRecord } from '../../dictionary/records';
import { quoteName } from '../engine/sqlite';
import type { Assignment, Expression, Name, Statement, TableTarget } from '../parser/ast';
import { emitForColumn } from './columnValues';
import type { Parameter } from './environment';
import type { QueryEmitter } from './queryEmitter';
import { takeRowLimit } from './rownum';
import { Scope } from './scope';
import { columnType, findTable, physicalName } from './tables';

export interface EmittedStatement {
  readonly sql: string;
  readonly parameters: readonly Parameter[];
}

type Insert = Extract<Statement, { kind: 'insert' }>;
type Update = Extract<Statement, { kind: 'update' }>;
type Delete = Extract<Statement, { kind: 'delete' }>;

/** Writes INSERT, UPDATE and DELETE. One instance per SQLite statement. */
export class DmlEmitter {
  constructor(readonly queries: QueryEmitter) {}

  finish(sql: string): EmittedStatement {
    return { sql, parameters: this.queries.parameters.parameters };
  }

  target({ path, start }: TableTarget, privilege: 'INSERT' | 'UPDATE' | 'DELETE'): TableInfo {
    const table = findTable(this.queries.expressions.environment, path, privilege, start);
    if (table.type === 'VIEW') {
      throw new OraError(1732, 'data manipulation operation not legal on this view', start);
    }
    return table;
  }

  /** The target as a table of the statement, so that conditions can name its columns. */
  addTarget(scope: Scope, target: TableTarget, table: TableInfo): string {
    const label = this.queries.nextLabel();
    scope.entries.push({
      label,
      alias: target.alias?.text ?? target.path.at(-1)?.text,
      owner: table.owner,
      columns: table.columns.map((column) => ({
        name: column.NAME,
        type: columnType(column),
        nullable: column.NULLABLE === 'Y',
      })),
    });
    return label;
  }

  insert(node: Insert): EmittedStatement {
    const table = this.target(node.target, 'INSERT');
    const columns = insertColumns(table, node.columns);
    const into = `INSERT INTO ${physicalName(table.owner, table.name)} (${columns.map(({ NAME }) => quoteName(NAME)).join(', ')})`;
    if (node.values) {
      checkCount(node.values.length, columns.length, node.valuesStart);
      const values = this.values(node.values, columns, new Scope());
      return this.finish(`${into} VALUES (${values})`);
    }
    if (!node.query) throw new OraError(926, 'missing VALUES keyword', node.valuesStart);
    const query = this.queries.emitQuery(node.query, undefined);
    checkCount(query.columns.length, columns.length, node.valuesStart);
    // The output columns are renamed, since a query may name two of them alike.
    const names = columns.map((_, i) => `c${i}`);
    const values = columns.map((column, i) => {
      const output = query.columns[i];
      const value = { sql: `q.c${i}`, type: output?.type ?? columnType(column) };
      return this.guardIdentity(column, emitForColumn(value, column, node.valuesStart), node.valuesStart);
    });
    return this.finish(
      `WITH q(${names.join(', ')}) AS (${query.sql}) ${into} SELECT ${values.join(', ')} FROM q`,
    );
  }

  values(values: readonly Expression[], columns: readonly ColumnRecord[], scope: Scope): string {
    return values.map((value, i) => this.columnValue(value, columns[i] as ColumnRecord, scope)).join(', ');
  }

  private columnValue(value: Expression, column: ColumnRecord, scope: Scope): string {
    if (value.kind === 'default') return column.DEFAULT_SQL ?? 'NULL';
    const emitted = this.queries.expressions.emit(value, scope);
    return this.guardIdentity(column, emitForColumn(emitted, column, value.start), value.start);
  }

  private guardIdentity(column: ColumnRecord, sql: string, offset: number): string {
    if (column.IDENTITY === 'ALWAYS') {
      throw new OraError(32795, 'cannot insert into a generated always identity column', offset);
    }
    if (column.IDENTITY === 'BY DEFAULT ON NULL') return `coalesce(${sql}, ${column.DEFAULT_SQL ?? 'NULL'})`;
    return sql;
  }

  update(node: Update): EmittedStatement {
    const table = this.target(node.target, 'UPDATE');
    const scope = new Scope();
    const label = this.addTarget(scope, node.target, table);
    const physical = physicalName(table.owner, table.name);
    const assignments = this.assignments(node.assignments, table, scope);
    const where = this.where(node.where, scope, physical, label);
    return this.finish(`UPDATE ${physical} AS ${label} SET ${assignments}${where}`);
  }

  assignments(assignments: readonly Assignment[], table: TableInfo, scope: Scope): string {
    return assignments
      .map(({ columns, value }) => {
        const targets = columns.map((name) => columnOf(table, name));
        const [first] = targets;
        if (first && targets.length === 1) {
          if (first.IDENTITY === 'ALWAYS') {
            throw new OraError(32796, 'cannot update a generated always identity column', value.start);
          }
          return `${quoteName(first.NAME)} = ${this.columnValue(value, first, scope)}`;
        }
        const { sql } = this.queries.expressions.emit(value, scope);
        return `(${targets.map(({ NAME }) => quoteName(NAME)).join(', ')}) = ${sql}`;
      })
      .join(', ');
  }

  delete(node: Delete): EmittedStatement {
    const table = this.target(node.target, 'DELETE');
    const scope = new Scope();
    const label = this.addTarget(scope, node.target, table);
    const physical = physicalName(table.owner, table.name);
    return this.finish(
      `DELETE FROM ${physical} AS ${label}${this.where(node.where, scope, physical, label)}`,
    );
  }

  private where(condition: Expression | undefined, scope: Scope, physical: string, label: string): string {
    const { where, limit } = takeRowLimit(condition, this.queries.expressions, scope);
    const sql = where ? ` WHERE ${this.queries.expressions.emit(where, scope).sql}` : '';
    if (limit === undefined) return sql;
    return ` WHERE ${label}.rowid IN (SELECT ${label}.rowid FROM ${physical} AS ${label}${sql} LIMIT ${limit})`;
  }
}

export function columnOf(table: TableInfo, name: Name): ColumnRecord {
  const column = table.columns.find(({ NAME }) => NAME === name.text);
  if (!column) throw new OraError(904, `"${name.text}": invalid identifier`, name.start);
  return column;
}

export function insertColumns(table: TableInfo, names: readonly Name[]): readonly ColumnRecord[] {
  return names.length === 0 ? table.columns : names.map((name) => columnOf(table, name));
}

export function checkCount(values: number, columns: number, offset: number): void {
  if (values > columns) throw new OraError(913, 'too many values', offset);
  if (values < columns) throw new OraError(947, 'not enough values', offset);
}
