import type { Cursor, CursorTable } from '../call/cursors';
import { ProtocolError, type MessageReader } from '../codec/reader';
import { type Dialect, readSizedText } from '../dialect';
import { FieldVersion } from '../flavour';
import { ExecuteOption } from '../messages';
import { analyseStatement, type Statement } from '../statement';
import { parseMetadata, type ValueMetadata } from './bindMetadata';
import { type BindRow, parseBindRows } from './bindRows';

/** Execute [94], re-execute [4] and re-execute with fetch [78] (facts/tns.md section 6). */
export interface ExecuteRequest {
  /** ExecuteOption bits. */
  readonly options: number;
  /** 0: a new cursor. */
  readonly cursorId: number;
  readonly sql: string | undefined;
  readonly statement: Statement | undefined;
  readonly defines: readonly ValueMetadata[] | undefined;
  readonly binds: readonly ValueMetadata[] | undefined;
  /** Empty when the statement has no binds or the client sent none. */
  readonly rows: readonly BindRow[];
  /** Executions of DML and PL/SQL. */
  readonly executions: number;
  /** Rows to fetch or prefetch. */
  readonly fetchRows: number;
  /** Row counts per execution (need 14). */
  readonly rowCountsWanted: boolean;
  /** The client keeps the bind directions of the first execution and expects no IO vector. */
  readonly isReexecute: boolean;
}

const PARAMETERS = 13; // al8i4
const PARAMETER_EXECUTIONS = 1;
const PARAMETER_FLAGS = 9;
const FLAG_ROW_COUNTS = 0x4000;
const REEXECUTE_COMMIT = 1;

interface ExecuteHeader {
  readonly options: number;
  readonly cursorId: number;
  readonly hasSql: boolean;
  readonly sqlBytes: number;
  readonly rowCount: number;
  readonly bindCount: number;
  readonly defineCount: number;
}

function parseHeader(reader: MessageReader, dialect: Dialect): ExecuteHeader {
  const options = reader.ub();
  const cursorId = reader.ub();
  const hasSql = reader.uint8() !== 0;
  const sqlBytes = reader.ub();
  reader.uint8(); // pointer: parameters
  const parameters = reader.ub();
  if (parameters !== PARAMETERS) throw new ProtocolError(`${parameters} execute parameters`);
  reader.skip(2); // pointers: output parameters
  reader.ub(); // prefetch buffer size
  const rowCount = reader.ub();
  reader.ub(); // longest LONG
  const hasBinds = reader.uint8() !== 0;
  const bindCount = reader.ub();
  reader.skip(5); // pointers: transaction, key/value pairs
  const hasDefines = reader.uint8() !== 0;
  const defineCount = reader.ub();
  reader.ub(); // registration id
  reader.skip(3); // pointers: object list
  reader.ub();
  reader.uint8();
  reader.ub(); // edition
  reader.ub(); // registration id, upper half
  reader.uint8(); // pointer: row counts
  reader.ub();
  reader.uint8();
  if (dialect.fieldVersion >= FieldVersion.V12_2) {
    reader.uint8(); // SQL signature
    reader.ub();
    reader.uint8(); // SQL id
    reader.ub();
    reader.uint8();
    if (dialect.fieldVersion >= FieldVersion.V12_2_EXT1) {
      reader.uint8(); // chunk ids
      reader.ub();
    }
  }
  return {
    options,
    cursorId,
    hasSql,
    sqlBytes,
    rowCount,
    bindCount: hasBinds ? bindCount : 0,
    defineCount: hasDefines ? defineCount : 0,
  };
}

export function parseExecute(reader: MessageReader, dialect: Dialect, cursors: CursorTable): ExecuteRequest {
  const header = parseHeader(reader, dialect);
  const sql = header.hasSql ? readSizedText(reader, header.sqlBytes, dialect) : undefined;
  const parameters = Array.from({ length: PARAMETERS }, () => reader.ub());
  const executions = parameters[PARAMETER_EXECUTIONS] ?? 0;
  const cursor = cursors.find(header.cursorId);
  const statement = sql === undefined ? undefined : analyseStatement(sql);
  const defines = header.defineCount ? parseMetadata(reader, header.defineCount, dialect) : undefined;
  const binds = header.bindCount ? parseMetadata(reader, header.bindCount, dialect) : undefined;
  return {
    options: header.options,
    cursorId: header.cursorId,
    sql,
    statement,
    defines,
    binds,
    rows: parseExecuteRows(reader, header, executions, statement ?? cursor?.statement, binds, cursor),
    executions: Math.max(1, executions),
    // go-ora and JDBC leave the row count 0 and put it among the parameters (need 11)
    fetchRows: header.rowCount || (header.options & ExecuteOption.FETCH ? executions : 0),
    rowCountsWanted: ((parameters[PARAMETER_FLAGS] ?? 0) & FLAG_ROW_COUNTS) !== 0,
    isReexecute: false,
  };
}

function parseExecuteRows(
  reader: MessageReader,
  header: ExecuteHeader,
  executions: number,
  statement: Statement | undefined,
  binds: readonly ValueMetadata[] | undefined,
  cursor: Cursor | undefined,
): BindRow[] {
  // JDBC executes again without SQL and metadata, but with a row of all binds, OUT included (need 12)
  const remembered = !header.hasSql && header.options & ExecuteOption.EXECUTE ? cursor?.binds : undefined;
  const metadata = binds ?? remembered;
  if (!metadata?.length) return [];
  const firstReturn = statement?.firstReturnBind ?? Infinity;
  if (firstReturn === 0) return [];
  return parseBindRows(reader, {
    metadata,
    rows: statement?.kind === 'query' ? 1 : Math.max(1, executions),
    plsql: statement?.kind === 'plsql',
    sent: (index) => index < firstReturn,
  });
}

export function parseReexecute(reader: MessageReader, cursors: CursorTable, fetch: boolean): ExecuteRequest {
  const cursorId = reader.ub();
  const count = reader.ub();
  reader.ub(); // execute flags
  const flags = reader.ub();
  const cursor = cursors.find(cursorId);
  const isQuery = cursor?.statement.kind === 'query';
  const metadata = cursor?.binds ?? [];
  // a pure OUT bind is not sent again (gotcha 7)
  const sent = (index: number): boolean => cursor?.directions?.[index] !== 'out';
  const anySent = metadata.some((_, index) => sent(index));
  const rows = anySent
    ? parseBindRows(reader, {
        metadata,
        rows: isQuery ? 1 : count,
        plsql: cursor?.statement.kind === 'plsql',
        sent,
      })
    : [];
  const commit = flags & REEXECUTE_COMMIT ? ExecuteOption.COMMIT : 0;
  return {
    options: ExecuteOption.EXECUTE | (fetch ? ExecuteOption.FETCH : 0) | commit,
    cursorId,
    sql: undefined,
    statement: undefined,
    defines: undefined,
    binds: undefined,
    rows,
    executions: isQuery ? 1 : Math.max(1, count),
    fetchRows: fetch ? count : 0,
    rowCountsWanted: false,
    isReexecute: true,
  };
}
