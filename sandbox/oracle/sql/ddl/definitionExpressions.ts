import type { ColumnRecord } from '../../dictionary/records';
import { emitForColumn } from '../emit/columnValues';
import { QueryEmitter } from '../emit/queryEmitter';
import { Scope } from '../emit/scope';
import { columnType } from '../emit/tables';
import { OraError } from '../../oraError';
import type { TokenCursor } from '../parser/cursor';
import { ExpressionParser } from '../parser/expressionParser';
import type { Expression } from '../parser/ast';
import type { DdlContext } from './context';

/** Expressions inside definitions (DEFAULT, CHECK, index columns): no subqueries, columns stand alone. */
export function parseDefinitionExpression(cursor: TokenCursor): Expression {
  return definitionParser(cursor).expression();
}

/** Behind DEFAULT: a constraint may follow. */
export function parseDefaultExpression(cursor: TokenCursor): Expression {
  return definitionParser(cursor).value();
}

function definitionParser(cursor: TokenCursor): ExpressionParser {
  const noQuery = (): never => cursor.fail(2251, 'subquery not allowed here');
  return new ExpressionParser(cursor, noQuery);
}

export function emitDefault(context: DdlContext, value: Expression, column: ColumnRecord): string {
  const emitter = new QueryEmitter(context.environment, new Map());
  const emitted = emitter.expressions.emit(value, new Scope());
  refuseParameters(emitter, value);
  return emitForColumn(emitted, column, value.start);
}

export function emitCondition(
  context: DdlContext,
  condition: Expression,
  columns: readonly ColumnRecord[],
): string {
  const emitter = new QueryEmitter(context.environment, new Map());
  const scope = new Scope();
  scope.entries.push({
    label: '',
    alias: columns[0]?.TABLE_NAME,
    columns: columns.map((column) => ({ name: column.NAME, type: columnType(column), nullable: true })),
  });
  const { sql } = emitter.expressions.emit(condition, scope);
  refuseParameters(emitter, condition);
  return sql;
}

function refuseParameters(emitter: QueryEmitter, { start }: Expression): void {
  if (emitter.parameters.parameters.length > 0) {
    throw new OraError(1027, 'bind variables not allowed for data definition operations', start);
  }
}
