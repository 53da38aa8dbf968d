import { OraError } from '../../oraError';
import { physicalName } from '../emit/tables';
import { quoteName } from '../engine/sqlite';
import type { TokenCursor } from '../parser/cursor';
import { QueryParser } from '../parser/queryParser';
import { addObject, newObject, ownedObject, requireFreeName } from './context';
import type { DdlContext } from './context';
import { dropTable } from './drops';
import { createPhysicalTable, rebuildPhysicalTable } from './physicalTable';
import { recordQueryColumns } from './queryColumns';
import { TableElements } from './tableElements';
import { QueryEmitter } from '../emit/queryEmitter';

const NO_TABLE = [942, 'table or view does not exist'] as const;

export function createTable(context: DdlContext, cursor: TokenCursor): void {
  const path = cursor.path();
  const { owner, name } = newObject(context, path, 'CREATE TABLE');
  requireFreeName(context, owner, name, path[0]?.start ?? 0);
  if (cursor.takeWords('AS')) {
    createTableAs(context, cursor, owner, name);
    return;
  }
  if (!cursor.isOperator('(')) cursor.fail(922, 'missing or invalid option');
  cursor.openParenthesis();
  const elements = new TableElements(context, cursor, owner, name);
  cursor.list(() => elements.element());
  cursor.closeParenthesis();
  skipPhysicalOptions(cursor);
  elements.finish();
  store(context, owner, name, elements);
  createPhysicalTable(context.sqlite, context.catalog, owner, name);
}

function store(context: DdlContext, owner: string, name: string, elements: TableElements): void {
  const { catalog } = context;
  const primary = elements.constraints.filter(({ TYPE }) => TYPE === 'P');
  if (primary.length > 1) throw new OraError(2260, 'table can have only one primary key');
  const keyColumns = primary[0]?.COLUMNS.split(',') ?? [];
  for (const column of elements.columns) {
    const required = keyColumns.includes(column.NAME) || column.NULLABLE === 'N';
    catalog.columns.put({ ...column, NULLABLE: required ? 'N' : 'Y' });
  }
  for (const constraint of elements.constraints) catalog.constraints.put(constraint);
  addObject(context, owner, name, 'TABLE');
}

/** CREATE TABLE ... AS SELECT takes over names, types and rows. */
function createTableAs(context: DdlContext, cursor: TokenCursor, owner: string, name: string): void {
  const query = new QueryParser(cursor).query();
  const emitter = new QueryEmitter(context.environment, new Map());
  const { sql, columns } = emitter.emitQuery(query, undefined);
  recordQueryColumns(context.catalog, owner, name, columns);
  addObject(context, owner, name, 'TABLE');
  createPhysicalTable(context.sqlite, context.catalog, owner, name);
  context.sqlite.run(`INSERT INTO ${physicalName(owner, name)} ${sql}`);
}

/** Where and how rows are stored: accepted, without a meaning here. */
function skipPhysicalOptions(cursor: TokenCursor): void {
  const known = [
    'TABLESPACE',
    'PCTFREE',
    'LOGGING',
    'NOLOGGING',
    'CACHE',
    'NOCACHE',
    'PARALLEL',
    'NOPARALLEL',
  ];
  for (;;) {
    const option = cursor.takeOneOf(known);
    if (option === undefined) return;
    if (option === 'TABLESPACE') cursor.name();
    if (option === 'PCTFREE') cursor.wholeNumber();
  }
}

export function alterTable(context: DdlContext, cursor: TokenCursor): void {
  const { owner, name } = ownedObject(context, cursor.path(), 'TABLE', 'ALTER ANY TABLE', NO_TABLE);
  const { catalog } = context;
  const existing = catalog.table(owner, name)?.columns ?? [];
  let kept = new Map(existing.map(({ NAME }) => [NAME, quoteName(NAME)]));
  if (cursor.takeWords('ADD')) {
    const elements = new TableElements(context, cursor, owner, name, existing);
    const several = cursor.takeOperator('(');
    if (several) cursor.list(() => elements.element());
    else elements.element();
    if (several) cursor.closeParenthesis();
    elements.finish();
    store(context, owner, name, elements);
  } else if (cursor.takeWords('DROP', 'COLUMN')) {
    const column = cursor.name(904, 'invalid identifier');
    if (!kept.delete(column.text))
      throw new OraError(904, `"${column.text}": invalid identifier`, column.start);
    catalog.columns.remove({ OWNER: owner, TABLE_NAME: name, NAME: column.text });
    catalog.changed();
  } else if (cursor.takeWords('DROP', 'CONSTRAINT')) {
    const constraint = cursor.name(2250, 'missing or invalid constraint name');
    const key = { OWNER: owner, NAME: constraint.text };
    if (catalog.constraints.get(key)?.TABLE_NAME !== name) {
      throw new OraError(2443, 'Cannot drop constraint  - nonexistent constraint', constraint.start);
    }
    catalog.constraints.remove(key);
  } else if (cursor.takeWords('RENAME', 'COLUMN')) {
    kept = renameColumn(context, cursor, owner, name, kept);
  } else if (cursor.takeWords('MODIFY')) {
    modifyColumns(context, cursor, owner, name);
  } else {
    cursor.fail(1735, 'invalid ALTER TABLE option');
  }
  rebuildPhysicalTable(context.sqlite, catalog, owner, name, kept);
}

function renameColumn(
  { catalog }: DdlContext,
  cursor: TokenCursor,
  owner: string,
  name: string,
  kept: Map<string, string>,
): Map<string, string> {
  const from = cursor.name(904, 'invalid identifier');
  cursor.expectWord('TO', 905, 'missing keyword');
  const to = cursor.name(904, 'invalid identifier');
  const column = catalog.columns.get({ OWNER: owner, TABLE_NAME: name, NAME: from.text });
  if (!column) throw new OraError(904, `"${from.text}": invalid identifier`, from.start);
  if (kept.has(to.text)) throw new OraError(957, 'duplicate column name', to.start);
  const used = catalog.constraints
    .where({ OWNER: owner, TABLE_NAME: name })
    .some(({ TYPE, COLUMNS }) => TYPE === 'C' || COLUMNS.split(',').includes(from.text));
  if (used) cursor.fail(3001, 'unimplemented feature: RENAME COLUMN of a table with constraints on it');
  catalog.columns.remove(column);
  catalog.columns.put({ ...column, NAME: to.text });
  catalog.changed();
  return new Map([...kept].map(([key, sql]) => (key === from.text ? [to.text, sql] : [key, sql])));
}

function modifyColumns(context: DdlContext, cursor: TokenCursor, owner: string, name: string): void {
  const { catalog } = context;
  const one = (): void => {
    const column = cursor.current;
    const former = catalog.columns.get({ OWNER: owner, TABLE_NAME: name, NAME: column.text });
    if (!former) throw new OraError(904, `"${column.text}": invalid identifier`, column.start);
    if (cursor.isWord('NULL', 1) || cursor.isWord('NOT', 1)) {
      cursor.next();
      const nullable = !cursor.takeWords('NOT');
      cursor.expectWord('NULL', 908, 'missing NULL keyword');
      catalog.columns.put({ ...former, NULLABLE: nullable ? 'Y' : 'N' });
      return;
    }
    const elements = new TableElements(context, cursor, owner, name);
    elements.column();
    const [changed] = elements.columns;
    if (!changed) return;
    if (elements.constraints.length > 0) cursor.fail(3001, 'unimplemented feature: constraint in MODIFY');
    catalog.columns.put({
      ...changed,
      POSITION: former.POSITION,
      COMMENTS: former.COMMENTS,
      NULLABLE: changed.NULLABLE === 'N' ? 'N' : former.NULLABLE,
      DEFAULT_TEXT: changed.DEFAULT_TEXT ?? former.DEFAULT_TEXT,
      DEFAULT_SQL: changed.DEFAULT_SQL ?? former.DEFAULT_SQL,
    });
  };
  if (cursor.takeOperator('(')) {
    cursor.list(one);
    cursor.closeParenthesis();
  } else {
    one();
  }
  catalog.changed();
}

export function truncateTable(context: DdlContext, cursor: TokenCursor): void {
  const { owner, name } = ownedObject(context, cursor.path(), 'TABLE', 'DROP ANY TABLE', NO_TABLE);
  if (!cursor.takeWords('DROP', 'STORAGE')) cursor.takeWords('REUSE', 'STORAGE');
  const keys = context.catalog.constraints.where({ OWNER: owner, TABLE_NAME: name });
  const referenced = context.catalog.constraints
    .where({ TYPE: 'R' })
    .some((key) => key.TABLE_NAME !== name && keys.some(({ NAME }) => NAME === key.R_NAME));
  if (referenced) {
    throw new OraError(2266, 'unique/primary keys in table referenced by enabled foreign keys');
  }
  context.sqlite.run(`DELETE FROM ${physicalName(owner, name)}`);
}

export function dropTableStatement(context: DdlContext, cursor: TokenCursor): void {
  const { owner, name } = ownedObject(context, cursor.path(), 'TABLE', 'DROP ANY TABLE', NO_TABLE);
  const cascade = cursor.takeWords('CASCADE', 'CONSTRAINTS');
  cursor.takeWords('PURGE');
  dropTable(context, owner, name, cascade);
}
