import { OraError } from '../../oraError';
import type { Subprogram } from '../../plsql/host';
import { input, packagedFunction, scalar, textOf } from './subprograms';

const PLAIN_NAME = String.raw`\p{L}[\p{L}\p{Nd}_$#]*`;
const QUOTED_NAME = '"[^"\\0]+"';
const NAME = `(?:${PLAIN_NAME}|${QUOTED_NAME})`;
const SIMPLE = new RegExp(`^${NAME}$`, 'u');
const QUALIFIED = new RegExp(String.raw`^${NAME}(?:\s*\.\s*${NAME})*(?:@${NAME}(?:\.${NAME})*)?$`, 'u');

/** DBMS_ASSERT, which people put between a value and a statement that they build. */
export const ASSERTIONS: readonly Subprogram[] = [
  packagedFunction('DBMS_ASSERT', 'NOOP', [input('STR', 'VARCHAR2')], 'VARCHAR2', (_, args) =>
    scalar(args, 'STR'),
  ),
  packagedFunction('DBMS_ASSERT', 'ENQUOTE_LITERAL', [input('STR', 'VARCHAR2')], 'VARCHAR2', (_, args) =>
    enquoted(textOf(args, 'STR'), "'", () => new OraError(6502, 'PL/SQL: numeric or value error')),
  ),
  packagedFunction(
    'DBMS_ASSERT',
    'ENQUOTE_NAME',
    [input('STR', 'VARCHAR2'), input('CAPITALIZE', 'PL/SQL BOOLEAN', true)],
    'VARCHAR2',
    (_, args) => {
      const name = textOf(args, 'STR');
      const capitals = scalar(args, 'CAPITALIZE') === true && !name.startsWith('"');
      return enquoted(capitals ? name.toUpperCase() : name, '"', invalidName);
    },
  ),
  packagedFunction('DBMS_ASSERT', 'SIMPLE_SQL_NAME', [input('STR', 'VARCHAR2')], 'VARCHAR2', (_, args) => {
    const name = textOf(args, 'STR').trim();
    if (!SIMPLE.test(name)) throw invalidName();
    return name;
  }),
  packagedFunction('DBMS_ASSERT', 'QUALIFIED_SQL_NAME', [input('STR', 'VARCHAR2')], 'VARCHAR2', (_, args) => {
    const name = textOf(args, 'STR').trim();
    if (!QUALIFIED.test(name)) throw new OraError(44004, 'invalid qualified SQL name');
    return name;
  }),
  packagedFunction('DBMS_ASSERT', 'SCHEMA_NAME', [input('STR', 'VARCHAR2')], 'VARCHAR2', (context, args) => {
    const name = textOf(args, 'STR');
    const known = context.query('SYS', 'select username from all_users where username = :name', { name });
    if (known.length === 0) throw new OraError(44001, 'invalid schema');
    return name;
  }),
];

/** What stands in quotes already stays as it is; a quote inside must be doubled. */
function enquoted(text: string, quote: string, refusal: () => OraError): string {
  const inQuotes = text.length > 1 && text.startsWith(quote) && text.endsWith(quote);
  const inner = inQuotes ? text.slice(1, -1) : text;
  if (inner.replaceAll(quote + quote, '').includes(quote)) throw refusal();
  return quote + inner + quote;
}

function invalidName(): OraError {
  return new OraError(44003, 'invalid SQL name');
}
