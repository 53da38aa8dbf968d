import { OraError } from '../../oraError';
import { TokenCursor } from '../parser/cursor';
import { ownedObject, requirePrivilege } from './context';
import type { DdlContext } from './context';
import { dropIndex, dropSequence, dropSynonym, dropView } from './drops';
import { grantOrRevoke } from './grants';
import { comment, createIndex, createSequence, createSynonym, createView } from './schemaObjects';
import { alterTable, createTable, dropTableStatement, truncateTable } from './tables';
import { alterUser, createRole, createUser, dropRole, dropUser } from './users';

const FIRST_WORDS = new Set(['CREATE', 'ALTER', 'DROP', 'TRUNCATE', 'GRANT', 'REVOKE', 'COMMENT', 'RENAME']);

/** True for a statement that commits before and after itself. ALTER SESSION is none. */
export function isDdl(cursor: TokenCursor): boolean {
  return (
    cursor.current.kind === 'identifier' &&
    FIRST_WORDS.has(cursor.current.text) &&
    !(cursor.isWord('ALTER') && cursor.isWord('SESSION', 1))
  );
}

/** Runs one DDL statement. Throws OraError; the caller rolls back and reloads the catalogue then. */
export function executeDdl(sql: string, context: DdlContext): void {
  const cursor = new TokenCursor(sql);
  statement(cursor, context);
  if (!cursor.atEnd()) cursor.fail(933, 'SQL command not properly ended');
}

function statement(cursor: TokenCursor, context: DdlContext): void {
  if (cursor.takeWords('CREATE')) return create(cursor, context);
  if (cursor.takeWords('ALTER', 'TABLE')) return alterTable(context, cursor);
  if (cursor.takeWords('ALTER', 'USER')) return alterUser(context, cursor);
  if (cursor.takeWords('DROP')) return drop(cursor, context);
  if (cursor.takeWords('TRUNCATE', 'TABLE')) return truncateTable(context, cursor);
  if (cursor.takeWords('GRANT')) return grantOrRevoke(context, cursor, false);
  if (cursor.takeWords('REVOKE')) return grantOrRevoke(context, cursor, true);
  if (cursor.takeWords('COMMENT')) return comment(context, cursor);
  return unknown(cursor);
}

function unknown(cursor: TokenCursor): never {
  const words = [cursor.at(0), cursor.at(1)].map(({ text }) => text).join(' ');
  return cursor.fail(3001, `unimplemented feature: ${words}`);
}

function create(cursor: TokenCursor, context: DdlContext): void {
  const replace = cursor.takeWords('OR', 'REPLACE');
  cursor.takeOneOf(['EDITIONABLE', 'NONEDITIONABLE']);
  if (cursor.takeWords('TABLE')) return createTable(context, cursor);
  cursor.takeWords('FORCE');
  if (cursor.takeWords('VIEW')) return createView(context, cursor, replace);
  if (cursor.takeWords('PUBLIC', 'SYNONYM')) return createSynonym(context, cursor, replace, true);
  if (cursor.takeWords('SYNONYM')) return createSynonym(context, cursor, replace, false);
  if (cursor.takeWords('SEQUENCE')) return createSequence(context, cursor);
  if (cursor.takeWords('UNIQUE', 'INDEX')) return createIndex(context, cursor, true);
  if (cursor.takeWords('INDEX')) return createIndex(context, cursor, false);
  if (cursor.takeWords('USER')) return createUser(context, cursor);
  if (cursor.takeWords('ROLE')) return createRole(context, cursor);
  return unknown(cursor);
}

function drop(cursor: TokenCursor, context: DdlContext): void {
  if (cursor.takeWords('TABLE')) return dropTableStatement(context, cursor);
  if (cursor.takeWords('USER')) return dropUser(context, cursor);
  if (cursor.takeWords('ROLE')) return dropRole(context, cursor);
  if (cursor.takeWords('VIEW')) {
    const view = ownedObject(context, cursor.path(), 'VIEW', 'DROP ANY VIEW', [
      942,
      'table or view does not exist',
    ]);
    cursor.takeWords('CASCADE', 'CONSTRAINTS');
    return dropView(context, view.owner, view.name);
  }
  if (cursor.takeWords('SEQUENCE')) {
    const missing = [2289, 'sequence does not exist'] as const;
    const sequence = ownedObject(context, cursor.path(), 'SEQUENCE', 'DROP ANY SEQUENCE', missing);
    return dropSequence(context, sequence.owner, sequence.name);
  }
  if (cursor.takeWords('PUBLIC', 'SYNONYM')) {
    requirePrivilege(context, 'DROP PUBLIC SYNONYM');
    const name = cursor.name();
    if (context.catalog.kind('PUBLIC', name.text) !== 'SYNONYM') {
      throw new OraError(1432, 'public synonym to be dropped does not exist', name.start);
    }
    return dropSynonym(context, 'PUBLIC', name.text);
  }
  if (cursor.takeWords('SYNONYM')) {
    const missing = [1434, 'private synonym to be dropped does not exist'] as const;
    const synonym = ownedObject(context, cursor.path(), 'SYNONYM', 'DROP ANY SYNONYM', missing);
    return dropSynonym(context, synonym.owner, synonym.name);
  }
  if (cursor.takeWords('INDEX')) return dropIndexStatement(cursor, context);
  return unknown(cursor);
}

function dropIndexStatement(cursor: TokenCursor, context: DdlContext): void {
  const path = cursor.path(953, 'missing or invalid index name');
  const owner = path.length > 1 ? (path[0]?.text ?? '') : context.schema;
  const name = path.at(-1)?.text ?? '';
  if (!context.catalog.indexes.get({ OWNER: owner, NAME: name })) {
    throw new OraError(1418, 'specified index does not exist', path[0]?.start ?? 0);
  }
  if (owner !== context.access.user) requirePrivilege(context, 'DROP ANY INDEX');
  dropIndex(context, owner, name);
}
