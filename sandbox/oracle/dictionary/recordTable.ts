import type { SqlValue } from 'sql.js';
import { quoteName } from '../sql/engine/sqlite';
import type { Sqlite } from '../sql/engine/sqlite';

type Fields<T> = { readonly [Field in keyof T]: SqlValue };

/** One dictionary table: all rows in memory, every change written through to SQLite. */
export class RecordTable<T extends Fields<T>> {
  private rows = new Map<string, T>();
  private groups = new Map<string, Map<string, T>>();
  private readonly insertSql: string;
  private readonly deleteSql: string;

  /** `group` names the first columns of the key by which rows are often asked for. */
  constructor(
    readonly name: string,
    readonly columns: readonly (keyof T & string)[],
    private readonly key: readonly (keyof T & string)[],
    private readonly group: readonly (keyof T & string)[],
    private readonly sqlite: Sqlite,
  ) {
    const physical = this.physicalName;
    this.insertSql = `INSERT INTO ${physical} VALUES (${columns.map(() => '?').join(', ')})`;
    this.deleteSql = `DELETE FROM ${physical} WHERE ${key.map((column) => `${quoteName(column)} IS ?`).join(' AND ')}`;
  }

  private get physicalName(): string {
    return quoteName(`SYS.${this.name}`);
  }

  /** Reads the rows from SQLite, creating the table when the database is new. */
  load(): void {
    const columns = this.columns.map(quoteName).join(', ');
    this.sqlite.exec(`CREATE TABLE IF NOT EXISTS ${this.physicalName} (${columns})`);
    const keys = this.key.map(quoteName).join(', ');
    this.sqlite.exec(
      `CREATE INDEX IF NOT EXISTS ${quoteName(`SYS.${this.name}.key`)} ON ${this.physicalName} (${keys})`,
    );
    this.rows = new Map();
    this.groups = new Map();
    for (const values of this.sqlite.query(`SELECT ${columns} FROM ${this.physicalName}`)) {
      this.remember(Object.fromEntries(this.columns.map((column, i) => [column, values[i] ?? null])) as T);
    }
  }

  private remember(row: T): void {
    const key = this.keyOf(row);
    this.rows.set(key, row);
    if (this.group.length === 0) return;
    const groupKey = this.groupOf(row);
    let group = this.groups.get(groupKey);
    if (!group) this.groups.set(groupKey, (group = new Map()));
    group.set(key, row);
  }

  private keyOf(row: Partial<T>): string {
    return this.key.map((column) => String(row[column])).join('\0');
  }

  private groupOf(row: Partial<T>): string {
    return this.group.map((column) => String(row[column])).join('\0');
  }

  get(key: Partial<T>): T | undefined {
    return this.rows.get(this.keyOf(key));
  }

  all(): T[] {
    return [...this.rows.values()];
  }

  /** The rows with these values in the columns of the group. */
  inGroup(...values: readonly string[]): readonly T[] {
    const group = this.groups.get(values.join('\0'));
    return group ? [...group.values()] : [];
  }

  /** All rows that agree with the filter in every column that it has. */
  where(filter: Partial<T>): T[] {
    const grouped = this.group.length > 0 && this.group.every((column) => filter[column] !== undefined);
    const rows = grouped ? (this.groups.get(this.groupOf(filter)) ?? new Map<string, T>()) : this.rows;
    const entries = Object.entries(filter);
    return [...rows.values()].filter((row) =>
      entries.every(([name, value]) => row[name as keyof T] === value),
    );
  }

  put(row: T): void {
    this.remove(row);
    this.remember(row);
    this.sqlite.run(
      this.insertSql,
      this.columns.map((column) => row[column]),
    );
  }

  remove(key: Partial<T>): void {
    const text = this.keyOf(key);
    const row = this.rows.get(text);
    if (!row) return;
    this.rows.delete(text);
    this.groups.get(this.groupOf(row))?.delete(text);
    this.sqlite.run(
      this.deleteSql,
      this.key.map((column) => row[column]),
    );
  }

  removeWhere(filter: Partial<T>): void {
    for (const row of this.where(filter)) this.remove(row);
  }
}
