import type { Column } from '../database';
import type { TableInfo } from '../dictionary/catalog';
import { tokenize } from '../plsql/lexer';
import { DmlEmitter } from './emit/dmlEmitter';
import type { EmittedStatement } from './emit/dmlEmitter';
import type { Environment } from './emit/environment';
import { emitMerge } from './emit/mergeEmitter';
import { QueryEmitter } from './emit/queryEmitter';
import { describe } from './emit/types';
import { parseStatement } from './parser/statementParser';

/** One Oracle statement as SQLite sees it. */
export type Translation =
  | { readonly kind: 'query'; readonly statement: EmittedStatement; readonly columns: readonly Column[] }
  | {
      readonly kind: 'dml';
      readonly verb: 'insert' | 'update' | 'delete' | 'merge';
      /** One after the other, all or none. */
      readonly statements: readonly EmittedStatement[];
      readonly target: TableInfo;
    };

/** Translates SELECT, INSERT, UPDATE, DELETE or MERGE. Throws OraError with the offset in `sql`. */
export function translate(sql: string, environment: Environment): Translation {
  const statement = parseStatement(sql);
  const occurrences = placeholderOccurrences(sql);
  const newEmitter = (): DmlEmitter => new DmlEmitter(new QueryEmitter(environment, occurrences));
  if (statement.kind === 'select') {
    const emitter = new QueryEmitter(environment, occurrences);
    const { sql: text, columns } = emitter.emitQuery(statement.query, undefined);
    return {
      kind: 'query',
      statement: { sql: text, parameters: emitter.parameters.parameters },
      columns: columns.map(describe),
    };
  }
  const emitter = newEmitter();
  const privilege = { insert: 'INSERT', update: 'UPDATE', delete: 'DELETE', merge: 'UPDATE' } as const;
  const target = emitter.target(statement.target, privilege[statement.kind]);
  const statements =
    statement.kind === 'merge'
      ? emitMerge(statement, newEmitter)
      : statement.kind === 'insert'
        ? [emitter.insert(statement)]
        : statement.kind === 'update'
          ? [emitter.update(statement)]
          : [emitter.delete(statement)];
  return { kind: 'dml', verb: statement.kind, statements, target };
}

/** Drivers number the placeholders of SQL by occurrence: offset in the text to number. */
function placeholderOccurrences(sql: string): Map<number, number> {
  const binds = tokenize(sql).filter(({ kind }) => kind === 'bind');
  return new Map(binds.map(({ start }, occurrence) => [start, occurrence]));
}
