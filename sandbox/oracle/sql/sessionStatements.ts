import { TokenCursor } from './parser/cursor';
import { isDdl } from './ddl/execute';

/** What a statement asks of the session, found from its first words. */
export type SessionStatement =
  | { readonly kind: 'sql' | 'ddl' | 'plsql' | 'commit' | 'rollback' }
  | { readonly kind: 'call'; readonly block: string }
  | { readonly kind: 'rollbackTo' | 'savepoint'; readonly name: string }
  /** ALTER SESSION SET name = value. */
  | { readonly kind: 'alterSession'; readonly settings: readonly (readonly [string, string])[] }
  /** Accepted without an effect: SET TRANSACTION, SET ROLE ALL, LOCK TABLE, ALTER SESSION ENABLE ... */
  | { readonly kind: 'none' };

const FIRST_WORD = /^(?:\s|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*([A-Za-z]+|<<)/;
const PLAIN = new Set(['SELECT', 'WITH', 'INSERT', 'UPDATE', 'DELETE', 'MERGE']);

export function classify(sql: string): SessionStatement {
  const word = FIRST_WORD.exec(sql)?.[1]?.toUpperCase() ?? '';
  if (PLAIN.has(word)) return { kind: 'sql' };
  if (word === 'BEGIN' || word === 'DECLARE' || word === '<<') return { kind: 'plsql' };
  const cursor = new TokenCursor(sql);
  if (isDdl(cursor)) return { kind: 'ddl' };
  const statement = other(cursor);
  if (statement.kind !== 'sql' && statement.kind !== 'call' && !cursor.atEnd()) {
    cursor.fail(933, 'SQL command not properly ended');
  }
  return statement;
}

function other(cursor: TokenCursor): SessionStatement {
  if (cursor.takeWords('CALL')) return { kind: 'call', block: callBlock(cursor) };
  if (cursor.takeWords('COMMIT')) {
    cursor.takeWords('WORK');
    if (cursor.takeWords('COMMENT')) cursor.next();
    return { kind: 'commit' };
  }
  if (cursor.takeWords('ROLLBACK')) {
    cursor.takeWords('WORK');
    if (!cursor.takeWords('TO')) return { kind: 'rollback' };
    cursor.takeWords('SAVEPOINT');
    return { kind: 'rollbackTo', name: cursor.name(904, 'invalid identifier').text };
  }
  if (cursor.takeWords('SAVEPOINT')) {
    return { kind: 'savepoint', name: cursor.name(904, 'invalid identifier').text };
  }
  if (cursor.takeWords('ALTER', 'SESSION')) return alterSession(cursor);
  if (cursor.takeWords('SET', 'TRANSACTION') || cursor.takeWords('LOCK', 'TABLE')) {
    while (!cursor.atEnd()) cursor.next();
    return { kind: 'none' };
  }
  if (cursor.takeWords('SET', 'ROLE', 'ALL')) return { kind: 'none' };
  return { kind: 'sql' };
}

/** CALL p(...) is the block BEGIN p(...); END; */
function callBlock(cursor: TokenCursor): string {
  const text = cursor.source.slice(cursor.current.start);
  const into = /\bINTO\s+(:\s*\w+)\s*$/i.exec(text);
  return into?.[1] !== undefined
    ? `BEGIN ${into[1]} := ${text.slice(0, into.index)}; END;`
    : `BEGIN ${text}; END;`;
}

function alterSession(cursor: TokenCursor): SessionStatement {
  const switched = cursor.takeOneOf(['ENABLE', 'DISABLE', 'FORCE']);
  if (switched !== undefined) {
    // facts/ords.md 12: `alter session disable parallel dml` is sent before DML on Autonomous Database.
    if (!cursor.takeWords('PARALLEL')) cursor.fail(3001, `unimplemented feature: ALTER SESSION ${switched}`);
    if (!cursor.takeOneOf(['DML', 'DDL', 'QUERY'])) cursor.fail(2248, 'invalid option for ALTER SESSION');
    return { kind: 'none' };
  }
  cursor.expectWord('SET', 2248, 'invalid option for ALTER SESSION');
  const settings: [string, string][] = [];
  while (!cursor.atEnd()) {
    const name = cursor.next();
    if (name.kind !== 'identifier') cursor.fail(2248, 'invalid option for ALTER SESSION', name.start);
    if (!cursor.takeOperator('=')) cursor.fail(2248, 'invalid option for ALTER SESSION');
    settings.push([name.text, cursor.next().text]);
  }
  return { kind: 'alterSession', settings };
}
