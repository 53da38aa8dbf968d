import type { CursorStatement, SqlText } from '../ast';
import { OraError } from '../../oraError';
import { tokenize } from '../lexer';
import type { QueryResult } from '../runtime/cursorState';
import { type Maybe, after } from '../runtime/maybe';
import type { Activation } from '../runtime/runtime';
import { plsqlNumber, scalarOnly } from '../values/coerce';
import type { Step } from './completion';
import { compileOpen, cursorOf } from './cursorAccess';
import { compileUsing, dynamicText, isQuery, positionalBinds } from './dynamicSql';
import { compileExpression } from './expressions';
import { compileInto } from './into';
import type { Scope } from './scope';
import { query } from './sqlStatements';
import { compileSql } from './staticSql';
import type { Unit } from './unit';

/** OPEN, OPEN FOR, FETCH and CLOSE. */
export function compileCursorStatement(unit: Unit, scope: Scope, statement: CursorStatement): Step['run'] {
  const { state, declared } = cursorOf(unit, scope, statement.cursor);
  switch (statement.kind) {
    case 'open': {
      if (!declared) {
        return unit.fault(
          statement.at,
          `PLS-00456: item '${statement.cursor.parts[0]?.text ?? ''}' is not a cursor`,
        );
      }
      const open = compileOpen(unit, scope, declared, statement.cursor);
      return (activation) => {
        state(activation).requireClosed();
        return after(open(activation), (result) => state(activation).open(result) as undefined);
      };
    }
    case 'openFor': {
      if (declared) {
        return unit.fault(statement.at, "PLS-00361: IN cursor cannot be OPEN'ed FOR a query");
      }
      const run = compileOpenFor(unit, scope, statement);
      return (activation) => after(run(activation), (result) => state(activation).open(result) as undefined);
    }
    case 'fetch':
      return compileFetch(unit, scope, statement);
    case 'close':
      return (activation) => state(activation).close() as undefined;
  }
}

function compileOpenFor(
  unit: Unit,
  scope: Scope,
  statement: Extract<CursorStatement, { kind: 'openFor' }>,
): (activation: Activation) => Maybe<QueryResult> {
  if (isSqlText(statement.query)) {
    const sql = compileSql(unit, scope, statement.query);
    return (activation) => query(sql, activation);
  }
  const text = compileExpression(unit, scope, statement.query);
  const using = statement.using.map((argument) => compileUsing(unit, scope, argument));
  return (activation) =>
    after(dynamicText(text, activation), (source) => {
      const tokens = tokenize(source).filter(({ kind }) => kind !== 'hint');
      if (!isQuery(tokens)) {
        throw new OraError(6539, 'target of OPEN must be a query');
      }
      return after(positionalBinds(source, tokens, using, activation), ({ sql, binds }) =>
        activation.runtime.query(sql, binds),
      );
    });
}

function isSqlText(query: SqlText | object): query is SqlText {
  return 'tokens' in query;
}

/** Behind the last row FETCH changes nothing but %NOTFOUND; BULK COLLECT then empties the tables. */
function compileFetch(
  unit: Unit,
  scope: Scope,
  statement: Extract<CursorStatement, { kind: 'fetch' }>,
): Step['run'] {
  const { state } = cursorOf(unit, scope, statement.cursor);
  const into = compileInto(unit, scope, statement.into, statement.bulk, statement.at);
  const limit = statement.limit && compileExpression(unit, scope, statement.limit);
  if (!statement.bulk) {
    return (activation) => {
      const cursor = state(activation);
      const row = cursor.fetch();
      return row ? after(into.row(activation, cursor.columns, row), () => undefined) : undefined;
    };
  }
  return (activation) =>
    after(limit ? limit.run(activation) : Infinity, (most) => {
      const cursor = state(activation);
      const count = most === Infinity ? Infinity : Number(plsqlNumber(scalarOnly(most)) ?? 0);
      const rows = cursor.fetchMany(count);
      return after(into.all(activation, { columns: cursor.columns, rows }), () => undefined);
    });
}
