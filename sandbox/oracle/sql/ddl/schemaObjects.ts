import { OraError } from '../../oraError';
import { physicalName } from '../emit/tables';
import { QueryEmitter } from '../emit/queryEmitter';
import { quoteName } from '../engine/sqlite';
import type { TokenCursor } from '../parser/cursor';
import type { Name } from '../parser/ast';
import { QueryParser } from '../parser/queryParser';
import { addObject, newObject, ownedObject, requireFreeName, requirePrivilege } from './context';
import type { DdlContext } from './context';
import { emitCondition, parseDefinitionExpression } from './definitionExpressions';
import { dropSynonym, dropView } from './drops';
import { recordQueryColumns } from './queryColumns';
import { parseSequenceOptions } from './sequenceOptions';

/** Views, sequences, synonyms, indexes and comments. */
export function createView(context: DdlContext, cursor: TokenCursor, replace: boolean): void {
  const { catalog, sqlite } = context;
  const path = cursor.path();
  const { owner, name } = newObject(context, path, 'CREATE VIEW');
  const exists = catalog.kind(owner, name) === 'VIEW';
  if (!replace || !exists) requireFreeName(context, owner, name, path[0]?.start ?? 0);
  const names: Name[] = [];
  if (cursor.takeOperator('(')) {
    names.push(...cursor.list(() => cursor.name(904, 'invalid identifier')));
    cursor.closeParenthesis();
  }
  cursor.expectWord('AS', 905, 'missing keyword');
  const { start } = cursor.current;
  const query = new QueryParser(cursor).query();
  const body = cursor.source.slice(start, cursor.previousEnd);
  cursor.takeWords('WITH', 'READ', 'ONLY');
  const emitter = new QueryEmitter(context.environment, new Map());
  const { sql, columns } = emitter.emitQuery(query, undefined);
  if (emitter.parameters.parameters.length > 0) {
    throw new OraError(1027, 'bind variables not allowed for data definition operations', start);
  }
  if (names.length > 0 && names.length !== columns.length) {
    throw new OraError(1730, 'invalid number of column names specified', start);
  }
  const outputs = columns.map((column, i) => ({ ...column, name: names[i]?.text ?? column.name }));
  const grants = catalog.objectGrants.where({ OWNER: owner, NAME: name });
  if (exists) dropView(context, owner, name);
  const list = outputs.map((column) => quoteName(column.name)).join(', ');
  sqlite.exec(`CREATE VIEW ${physicalName(owner, name)} (${list}) AS ${sql}`);
  recordQueryColumns(catalog, owner, name, outputs);
  // A replaced view keeps who may read it.
  for (const grant of grants) catalog.objectGrants.put(grant);
  addObject(context, owner, name, 'VIEW', body);
}

export function createSequence(context: DdlContext, cursor: TokenCursor): void {
  const path = cursor.path();
  const { owner, name } = newObject(context, path, 'CREATE SEQUENCE');
  requireFreeName(context, owner, name, path[0]?.start ?? 0);
  context.catalog.sequences.put(parseSequenceOptions(cursor, owner, name));
  addObject(context, owner, name, 'SEQUENCE');
}

export function createSynonym(
  context: DdlContext,
  cursor: TokenCursor,
  replace: boolean,
  isPublic: boolean,
): void {
  const path = cursor.path();
  if (isPublic) requirePrivilege(context, 'CREATE PUBLIC SYNONYM');
  const { owner, name } = isPublic
    ? { owner: 'PUBLIC', name: path[0]?.text ?? '' }
    : newObject(context, path, 'CREATE SYNONYM');
  cursor.expectWord('FOR', 905, 'missing keyword');
  const [first, second] = cursor.path();
  const target = second && first ? [first.text, second.text] : [context.schema, first?.text ?? ''];
  const exists = context.catalog.kind(owner, name) === 'SYNONYM';
  if (exists && replace) dropSynonym(context, owner, name);
  else requireFreeName(context, owner, name, path[0]?.start ?? 0);
  putSynonym(context, owner, name, target[0] ?? '', target[1] ?? '');
}

export function putSynonym(
  context: DdlContext,
  owner: string,
  name: string,
  targetOwner: string,
  targetName: string,
): void {
  context.catalog.synonyms.put({
    OWNER: owner,
    NAME: name,
    TABLE_OWNER: targetOwner,
    TABLE_NAME: targetName,
  });
  addObject(context, owner, name, 'SYNONYM');
}

export function createIndex(context: DdlContext, cursor: TokenCursor, unique: boolean): void {
  const { catalog, sqlite } = context;
  const path = cursor.path(953, 'missing or invalid index name');
  const owner = path.length > 1 ? (path[0]?.text ?? '') : context.schema;
  const name = path.at(-1)?.text ?? '';
  if (catalog.indexes.get({ OWNER: owner, NAME: name })) {
    throw new OraError(955, 'name is already used by an existing object', path[0]?.start ?? 0);
  }
  cursor.expectWord('ON', 969, 'missing ON keyword');
  const missing = [942, 'table or view does not exist'] as const;
  const table = ownedObject(context, cursor.path(), 'TABLE', 'CREATE ANY INDEX', missing);
  const columns = catalog.table(table.owner, table.name)?.columns ?? [];
  cursor.openParenthesis();
  const expressions = cursor.list(() => {
    const value = parseDefinitionExpression(cursor);
    cursor.takeOneOf(['ASC', 'DESC']);
    if (value.kind !== 'reference') {
      // SQLite indexes expressions only of functions that it knows to be deterministic.
      if (unique)
        throw new OraError(3001, 'unimplemented feature: unique index on an expression', value.start);
      return undefined;
    }
    return emitCondition(context, value, columns);
  });
  cursor.closeParenthesis();
  while (cursor.takeOneOf(['ONLINE', 'REVERSE', 'NOLOGGING', 'COMPUTE', 'STATISTICS', 'TABLESPACE'])) {
    if (cursor.current.kind === 'quotedIdentifier') cursor.next();
  }
  const indexed = expressions.filter((sql) => sql !== undefined);
  catalog.indexes.put({
    OWNER: owner,
    NAME: name,
    TABLE_OWNER: table.owner,
    TABLE_NAME: table.name,
    COLUMNS: (indexed.length > 0 ? indexed : ['rowid']).join(','),
    UNIQUENESS: unique ? 'UNIQUE' : 'NONUNIQUE',
  });
  addObject(context, owner, name, 'INDEX');
  if (indexed.length === 0) return;
  sqlite.exec(
    `CREATE ${unique ? 'UNIQUE ' : ''}INDEX ${physicalName(owner, name)} ON ${physicalName(table.owner, table.name)} (${indexed.join(', ')})`,
  );
}

/** COMMENT ON TABLE t IS '...' and COMMENT ON COLUMN t.c IS '...' */
export function comment(context: DdlContext, cursor: TokenCursor): void {
  const { catalog } = context;
  cursor.expectWord('ON', 969, 'missing ON keyword');
  const onColumn = cursor.takeWords('COLUMN');
  if (!onColumn && !cursor.takeWords('TABLE')) cursor.fail(905, 'missing keyword');
  const path = cursor.path();
  const tablePath = onColumn ? path.slice(0, -1) : path;
  const owner = tablePath.length > 1 ? (tablePath[0]?.text ?? '') : context.schema;
  const name = tablePath.at(-1)?.text ?? '';
  const kind = catalog.kind(owner, name);
  if (kind !== 'TABLE' && kind !== 'VIEW') {
    throw new OraError(942, 'table or view does not exist', path[0]?.start ?? 0);
  }
  if (owner !== context.access.user) requirePrivilege(context, 'COMMENT ANY TABLE');
  cursor.expectWord('IS', 905, 'missing keyword');
  const text = cursor.next();
  if (text.kind !== 'string') cursor.fail(1780, 'string literal required', text.start);
  const comments = text.text === '' ? null : text.text;
  if (onColumn) {
    const column = catalog.columns.get({ OWNER: owner, TABLE_NAME: name, NAME: path.at(-1)?.text ?? '' });
    if (!column) throw new OraError(904, `"${path.at(-1)?.text}": invalid identifier`, path.at(-1)?.start);
    catalog.columns.put({ ...column, COMMENTS: comments });
  } else {
    const object = catalog.objects.get({ OWNER: owner, NAME: name, TYPE: kind });
    if (object) catalog.objects.put({ ...object, COMMENTS: comments });
  }
}
