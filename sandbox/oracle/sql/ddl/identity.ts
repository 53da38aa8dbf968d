import type { ColumnRecord } from '../../dictionary/records';
import { quoteText } from '../engine/sqlite';
import type { TokenCursor } from '../parser/cursor';
import { addObject, systemName } from './context';
import type { DdlContext } from './context';
import { parseSequenceOptions } from './sequenceOptions';

/** GENERATED { ALWAYS | BY DEFAULT [ON NULL] } AS IDENTITY [(options)]: a sequence and a default, as in Oracle. */
export function createIdentitySequence(
  context: DdlContext,
  cursor: TokenCursor,
  owner: string,
): Partial<ColumnRecord> {
  let identity: ColumnRecord['IDENTITY'] = 'ALWAYS';
  if (!cursor.takeWords('ALWAYS')) {
    if (!cursor.takeWords('BY', 'DEFAULT')) cursor.fail(2000, 'missing ALWAYS keyword');
    identity = cursor.takeWords('ON', 'NULL') ? 'BY DEFAULT ON NULL' : 'BY DEFAULT';
  }
  if (!cursor.takeWords('AS', 'IDENTITY')) {
    cursor.fail(3001, 'unimplemented feature: virtual columns');
  }
  const name = systemName(context, 'ISEQ$$_');
  let options = parseSequenceOptions(cursor, owner, name);
  if (cursor.takeOperator('(')) {
    options = parseSequenceOptions(cursor, owner, name);
    cursor.closeParenthesis();
  }
  context.catalog.sequences.put(options);
  addObject(context, owner, name, 'SEQUENCE');
  return {
    IDENTITY: identity,
    NULLABLE: 'N',
    DEFAULT_TEXT: `"${owner}"."${name}".nextval`,
    DEFAULT_SQL: `ora_nextval(${quoteText(`${owner}.${name}`)})`,
  };
}
