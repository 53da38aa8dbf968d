import type { Statement } from '../parser/ast';
import { checkCount, insertColumns } from './dmlEmitter';
import type { EmittedStatement, DmlEmitter } from './dmlEmitter';
import { Scope } from './scope';
import { emitSource } from './sourceEmitter';
import { quoteName } from '../engine/sqlite';
import { physicalName } from './tables';

type Merge = Extract<Statement, { kind: 'merge' }>;

/** MERGE becomes an UPDATE of the matching rows, an optional DELETE, and an INSERT of the others. */
export function emitMerge(node: Merge, newEmitter: () => DmlEmitter): EmittedStatement[] {
  const statements: EmittedStatement[] = [];
  // Inserting last is right as long as UPDATE leaves the columns of ON alone, which Oracle demands (ORA-38104).
  if (node.update) statements.push(emitUpdate(node, node.update, newEmitter()));
  if (node.update?.deleteWhere) statements.push(emitDelete(node, node.update.deleteWhere, newEmitter()));
  if (node.insert) statements.push(emitInsert(node, node.insert, newEmitter()));
  return statements;
}

function emitUpdate(
  node: Merge,
  update: NonNullable<Merge['update']>,
  emitter: DmlEmitter,
): EmittedStatement {
  const table = emitter.target(node.target, 'UPDATE');
  const scope = new Scope();
  const label = emitter.addTarget(scope, node.target, table);
  const source = emitSource(node.source, scope, emitter.queries);
  const { expressions } = emitter.queries;
  const assignments = emitter.assignments(update.assignments, table, scope);
  const on = expressions.emit(node.on, scope).sql;
  const where = update.where ? ` AND ${expressions.emit(update.where, scope).sql}` : '';
  const physical = physicalName(table.owner, table.name);
  return emitter.finish(
    `UPDATE ${physical} AS ${label} SET ${assignments} FROM ${source} WHERE ${on}${where}`,
  );
}

function emitDelete(
  node: Merge,
  condition: NonNullable<NonNullable<Merge['update']>['deleteWhere']>,
  emitter: DmlEmitter,
): EmittedStatement {
  const table = emitter.target(node.target, 'DELETE');
  const scope = new Scope();
  const label = emitter.addTarget(scope, node.target, table);
  const source = emitSource(node.source, scope, emitter.queries);
  const { expressions } = emitter.queries;
  const on = expressions.emit(node.on, scope).sql;
  const where = expressions.emit(condition, scope).sql;
  const physical = physicalName(table.owner, table.name);
  return emitter.finish(
    `DELETE FROM ${physical} AS ${label} WHERE EXISTS (SELECT 1 FROM ${source} WHERE ${on} AND ${where})`,
  );
}

function emitInsert(
  node: Merge,
  insert: NonNullable<Merge['insert']>,
  emitter: DmlEmitter,
): EmittedStatement {
  const table = emitter.target(node.target, 'INSERT');
  const columns = insertColumns(table, insert.columns);
  checkCount(insert.values.length, columns.length, insert.valuesStart);
  const scope = new Scope();
  const source = emitSource(node.source, scope, emitter.queries);
  const { expressions } = emitter.queries;
  const values = emitter.values(insert.values, columns, scope);
  const where = insert.where ? ` AND ${expressions.emit(insert.where, scope).sql}` : '';
  const label = emitter.addTarget(scope, node.target, table);
  const on = expressions.emit(node.on, scope).sql;
  const physical = physicalName(table.owner, table.name);
  return emitter.finish(
    `INSERT INTO ${physical} (${columns.map(({ NAME }) => quoteName(NAME)).join(', ')}) SELECT ${values} FROM ${source}` +
      ` WHERE NOT EXISTS (SELECT 1 FROM ${physical} AS ${label} WHERE ${on})${where}`,
  );
}
