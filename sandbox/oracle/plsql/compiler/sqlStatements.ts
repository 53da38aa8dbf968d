import { OraError } from '../../oraError';
import type { SqlStatement } from '../ast';
import type { QueryResult } from '../runtime/cursorState';
import { after, repeat } from '../runtime/maybe';
import type { Activation } from '../runtime/runtime';
import { PLS_INTEGER } from '../values/types';
import type { Step } from './completion';
import { compileExecuteImmediate } from './dynamicSql';
import { compileInto, type IntoTargets } from './into';
import { compileBounds } from './ranges';
import { Scope } from './scope';
import { type CompiledSql, compileSql } from './staticSql';
import type { Unit } from './unit';

/** SELECT INTO, DML, FORALL, EXECUTE IMMEDIATE and the statements of transactions. */
export function compileSqlStatement(unit: Unit, scope: Scope, statement: SqlStatement): Step['run'] {
  switch (statement.kind) {
    case 'selectInto': {
      const sql = compileSql(unit, scope, statement.query);
      const into = compileInto(unit, scope, statement.into, statement.bulk, statement.at);
      return (activation) =>
        after(query(sql, activation), (result) => storeSelected(activation, result, into, statement.bulk));
    }
    case 'dml': {
      const sql = compileSql(unit, scope, statement.sql);
      return (activation) =>
        after(sql.binds(activation), (binds) => {
          activation.runtime.execute(sql.text, binds, sql.variables(activation));
          return undefined;
        });
    }
    case 'forAll':
      return compileForAll(unit, scope, statement);
    case 'executeImmediate':
      return compileExecuteImmediate(unit, scope, statement);
    case 'commit':
      return ({ runtime }) => runtime.host.commit() as undefined;
    case 'rollback':
      return ({ runtime }) => runtime.host.rollback(statement.savepoint) as undefined;
    case 'savepoint':
      return ({ runtime }) => runtime.host.savepoint(statement.name) as undefined;
  }
}

/** Runs a static query. */
export function query(sql: CompiledSql, activation: Activation) {
  return after(sql.binds(activation), (binds): QueryResult =>
    activation.runtime.query(sql.text, binds, sql.variables(activation)),
  );
}

/** The one row of SELECT INTO, or all of BULK COLLECT. Throws NO_DATA_FOUND, TOO_MANY_ROWS. */
export function storeSelected(activation: Activation, result: QueryResult, into: IntoTargets, bulk: boolean) {
  const { rows, columns } = result;
  const [row] = rows;
  activation.runtime.sqlRowCount = bulk ? rows.length : Math.min(rows.length, 1);
  if (bulk) {
    return after(into.all(activation, result), () => undefined);
  }
  if (!row) {
    throw new OraError(1403, 'no data found');
  }
  if (rows.length > 1) {
    throw new OraError(1422, 'exact fetch returns more than requested number of rows');
  }
  return after(into.row(activation, columns, row), () => undefined);
}

/** FORALL runs its statement once per index; SQL%ROWCOUNT counts the rows of all. */
function compileForAll(
  unit: Unit,
  scope: Scope,
  statement: Extract<SqlStatement, { kind: 'forAll' }>,
): Step['run'] {
  const bounds = compileBounds(unit, scope, statement.low, statement.high);
  const inner = new Scope(scope.frame, scope);
  const { slot } = inner.declareVariable(statement.variable, PLS_INTEGER, { readOnly: true });
  const sql = compileSql(unit, inner, statement.sql);
  return (activation) =>
    after(bounds(activation), ([low, high]) => {
      let index = low;
      let rows = 0;
      const { runtime } = activation;
      return after(
        repeat(
          () => {
            if (index > high) {
              return true;
            }
            activation.slots[slot] = index++;
            return after(sql.binds(activation), (binds) => {
              rows += runtime.execute(sql.text, binds, sql.variables(activation));
              return undefined;
            });
          },
          () => runtime.pause(),
        ),
        () => {
          runtime.sqlRowCount = rows;
          return undefined;
        },
      );
    });
}
