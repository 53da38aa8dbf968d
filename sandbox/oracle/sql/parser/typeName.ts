import type { TypeName } from './ast';
import type { TokenCursor } from './cursor';

/** Other spellings of the built-in types, and the length or precision that they imply. */
const SYNONYMS: Readonly<Record<string, readonly [string, ...number[]]>> = {
  VARCHAR: ['VARCHAR2'],
  NVARCHAR2: ['VARCHAR2'],
  NCHAR: ['CHAR'],
  CHARACTER: ['CHAR'],
  NCLOB: ['CLOB'],
  INTEGER: ['NUMBER', 38, 0],
  INT: ['NUMBER', 38, 0],
  SMALLINT: ['NUMBER', 38, 0],
  DECIMAL: ['NUMBER'],
  DEC: ['NUMBER'],
  NUMERIC: ['NUMBER'],
  FLOAT: ['NUMBER'],
  REAL: ['NUMBER'],
  BINARY_FLOAT: ['NUMBER'],
  BINARY_DOUBLE: ['NUMBER'],
  BOOL: ['BOOLEAN'],
};

const KNOWN = new Set(['VARCHAR2', 'CHAR', 'NUMBER', 'DATE', 'TIMESTAMP', 'CLOB', 'BLOB', 'RAW', 'BOOLEAN']);

/** A data type as in CREATE TABLE or CAST; ORA-00902 for a type that the sandbox does not have. */
export function parseTypeName(cursor: TokenCursor): TypeName {
  const token = cursor.current;
  if (token.kind !== 'identifier') return cursor.fail(902, 'invalid datatype');
  cursor.next();
  const [name, ...implied] = SYNONYMS[token.text] ?? [token.text];
  if (!KNOWN.has(name)) return cursor.fail(902, 'invalid datatype', token.start);
  const given: number[] = [];
  if (cursor.takeOperator('(')) {
    do {
      given.push(cursor.takeOperator('*') ? 38 : cursor.wholeNumber());
      cursor.takeOneOf(['BYTE', 'CHAR']);
    } while (cursor.takeOperator(','));
    cursor.closeParenthesis();
  }
  const args = given.length > 0 && token.text !== 'FLOAT' ? given : implied;
  if (name === 'VARCHAR2' && args.length === 0) cursor.fail(906, 'missing left parenthesis');
  if (name === 'TIMESTAMP') return { name: timestampName(cursor), arguments: args };
  return { name, arguments: args };
}

function timestampName(cursor: TokenCursor): string {
  if (cursor.takeWords('WITH', 'TIME', 'ZONE')) return 'TIMESTAMP WITH TIME ZONE';
  if (cursor.takeWords('WITH', 'LOCAL', 'TIME', 'ZONE')) return 'TIMESTAMP WITH LOCAL TIME ZONE';
  return 'TIMESTAMP';
}
