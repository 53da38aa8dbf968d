import type { Catalog } from '../../dictionary/catalog';
import type { ColumnRecord, ConstraintRecord } from '../../dictionary/records';
import { OraError } from '../../oraError';
import { physicalName } from '../emit/tables';
import { columnChecks } from '../engine/checkFunctions';
import { quoteName } from '../engine/sqlite';
import type { Sqlite } from '../engine/sqlite';

/** The SQLite table behind an Oracle table, written from the dictionary. */
export function createPhysicalTable(sqlite: Sqlite, catalog: Catalog, owner: string, name: string): void {
  sqlite.exec(tableDefinition(catalog, owner, name, physicalName(owner, name)));
  createIndexes(sqlite, catalog, owner, name);
}

/** SQLite alters almost nothing in place: the rows move to a table of the new definition. */
export function rebuildPhysicalTable(
  sqlite: Sqlite,
  catalog: Catalog,
  owner: string,
  name: string,
  keptColumns: ReadonlyMap<string, string>,
): void {
  const physical = physicalName(owner, name);
  const temporary = physicalName(owner, `${name}\u0001`);
  sqlite.exec(tableDefinition(catalog, owner, name, temporary));
  const targets = [...keptColumns.keys()].map(quoteName).join(', ');
  const sources = [...keptColumns.values()].join(', ');
  sqlite.exec(`INSERT INTO ${temporary} (${targets}) SELECT ${sources} FROM ${physical}`);
  sqlite.exec(`DROP TABLE ${physical}`);
  sqlite.exec(`ALTER TABLE ${temporary} RENAME TO ${physical}`);
  createIndexes(sqlite, catalog, owner, name);
}

function createIndexes(sqlite: Sqlite, catalog: Catalog, owner: string, name: string): void {
  for (const index of catalog.indexes.where({ TABLE_OWNER: owner, TABLE_NAME: name })) {
    const unique = index.UNIQUENESS === 'UNIQUE' ? 'UNIQUE ' : '';
    sqlite.exec(
      `CREATE ${unique}INDEX IF NOT EXISTS ${physicalName(index.OWNER, index.NAME)} ON ${physicalName(owner, name)} (${index.COLUMNS})`,
    );
  }
}

function tableDefinition(catalog: Catalog, owner: string, name: string, physical: string): string {
  const columns = catalog.table(owner, name)?.columns ?? [];
  const constraints = catalog.constraints.where({ OWNER: owner, TABLE_NAME: name });
  const key = constraints.find(({ TYPE }) => TYPE === 'P')?.COLUMNS.split(',') ?? [];
  const parts = [
    ...columns.map((column) => columnDefinition(column, key.includes(column.NAME))),
    ...constraints.map((constraint) => constraintDefinition(constraint, catalog)),
  ];
  return `CREATE TABLE ${physical} (${parts.join(', ')})`;
}

function columnDefinition(column: ColumnRecord, inKey: boolean): string {
  const required = column.NULLABLE === 'N' || inKey ? ' NOT NULL' : '';
  const preset = column.DEFAULT_SQL === null ? '' : ` DEFAULT (${column.DEFAULT_SQL})`;
  const checks = columnChecks(column);
  return `${quoteName(column.NAME)} "${affinity(column)}"${required}${preset} ${checks.join(' ')}`;
}

/** SQLite takes the affinity from the type's name: NUMBER is numeric, VARCHAR2 and CLOB are text, BLOB is none. */
function affinity({ TYPE }: ColumnRecord): string {
  return TYPE.startsWith('TIMESTAMP') || TYPE === 'RAW' || TYPE === 'DATE' ? 'BLOB' : TYPE;
}

function constraintDefinition(constraint: ConstraintRecord, catalog: Catalog): string {
  const columns = constraint.COLUMNS.split(',').map(quoteName).join(', ');
  const named = `CONSTRAINT ${quoteName(`${constraint.OWNER}.${constraint.NAME}`)}`;
  switch (constraint.TYPE) {
    case 'P':
      return `${named} PRIMARY KEY (${columns})`;
    case 'U':
      return `${named} UNIQUE (${columns})`;
    case 'C':
      return `${named} CHECK (${constraint.CONDITION_SQL ?? '1'})`;
    case 'R': {
      const parent = catalog.constraints.get({
        OWNER: constraint.R_OWNER ?? '',
        NAME: constraint.R_NAME ?? '',
      });
      if (!parent) throw new OraError(2270, 'no matching unique or primary key for this column-list');
      const parentColumns = parent.COLUMNS.split(',').map(quoteName).join(', ');
      const rule = constraint.DELETE_RULE === 'NO ACTION' ? '' : ` ON DELETE ${constraint.DELETE_RULE}`;
      return `${named} FOREIGN KEY (${columns}) REFERENCES ${physicalName(parent.OWNER, parent.TABLE_NAME)} (${parentColumns})${rule}`;
    }
  }
}
