import type { BindDirection, Result } from '../../database';
import { OraError } from '../../oraError';
import { isLob, wireTypeOfColumn } from '../codec/wireType';
import { MessageWriter } from '../codec/writer';
import { ExecuteOption, MessageType } from '../messages';
import type { ExecuteRequest } from '../request/executeRequest';
import { writeDescribe } from '../response/describe';
import { writeIoVector, writeOutValues } from '../response/rows';
import { writeOer } from '../response/trailer';
import { seamBinds } from './binds';
import type { Cursor } from './cursors';
import { writeFetch } from './fetch';
import type { TtcSession } from './session';

export interface CallContext {
  readonly callNumber: number;
  readonly signal: AbortSignal;
}

/** An error with what OER says about the statement besides. */
export class StatementFailed extends Error {
  override readonly name = 'StatementFailed';
  constructor(
    override readonly cause: unknown,
    readonly cursorId: number,
    /** Executions of an array that succeeded. */
    readonly rowCount: number,
  ) {
    super('statement failed');
  }
}

const ROW_COUNT_FIELDS = 6;

/** Answers an execute or re-execute. Throws StatementFailed. */
export async function answerExecute(
  session: TtcSession,
  request: ExecuteRequest,
  context: CallContext,
): Promise<Buffer> {
  const cursor = openCursor(session, request);
  const execution = new Execution(session, request, context, cursor);
  try {
    return await execution.run();
  } catch (error) {
    // a statement that never ran leaves no cursor behind, so the client need not close one
    const isNew = request.cursorId === 0;
    if (isNew) session.cursors.close(cursor.id);
    throw new StatementFailed(error, isNew ? 0 : cursor.id, execution.completed);
  }
}

function openCursor(session: TtcSession, request: ExecuteRequest): Cursor {
  const { cursorId, sql, statement } = request;
  if (cursorId !== 0) {
    const cursor = session.cursors.get(cursorId);
    if (sql !== undefined && statement !== undefined) session.cursors.reparse(cursor, sql, statement);
    return cursor;
  }
  if (sql === undefined || statement === undefined) throw new OraError(1003, 'no statement parsed');
  return session.cursors.open(sql, statement);
}

class Execution {
  private readonly writer = new MessageWriter();
  private rowCount = 0;
  completed = 0;

  constructor(
    private readonly session: TtcSession,
    private readonly request: ExecuteRequest,
    private readonly context: CallContext,
    private readonly cursor: Cursor,
  ) {
    if (request.binds !== undefined) cursor.binds = request.binds;
    if (request.defines !== undefined) cursor.defines = request.defines;
  }

  async run(): Promise<Buffer> {
    const { cursor } = this;
    const { statement } = cursor;
    if (statement.firstReturnBind !== undefined) {
      throw new OraError(3001, 'unimplemented feature\n(RETURNING INTO is not spoken by this server)');
    }
    if (this.has(ExecuteOption.BATCH_ERRORS)) {
      throw new OraError(3001, 'unimplemented feature\n(batch errors are not spoken by this server)');
    }
    if (statement.kind === 'query') {
      if (await this.query()) return this.writer.finish(); // its OER came with the rows
    } else if (this.has(ExecuteOption.EXECUTE)) {
      if (statement.kind === 'plsql') await this.plsql();
      else await this.change();
      if (this.has(ExecuteOption.COMMIT)) await this.session.database.commit();
    }
    const rowCount = statement.kind === 'query' ? 0 : this.rowCount;
    const trailer = this.session.trailer(this.context.callNumber);
    writeOer(this.writer, { cursorId: cursor.id, rowCount }, trailer);
    return this.writer.finish();
  }

  private has(option: number): boolean {
    return (this.request.options & option) !== 0;
  }

  private execute(row: number): Promise<Result> {
    const binds = seamBinds(this.cursor, this.request.rows[row], this.session.lobs);
    const { sql } = this.cursor;
    return this.session.database.execute({ sql, binds, signal: this.context.signal });
  }

  /** True when rows, and with them the OER, were written. */
  private async query(): Promise<boolean> {
    const { cursor, request, session } = this;
    const fresh = cursor.columns === undefined;
    // a client that only describes gets its columns from a run as well: the seam knows no other way
    if (fresh || this.has(ExecuteOption.EXECUTE)) {
      const result = await this.execute(0);
      if (result.kind !== 'query') throw new Error(`a query gave a result of kind ${result.kind}`);
      cursor.columns = result.columns;
      cursor.rows = result.rows;
      cursor.position = 0;
    }
    const columns = cursor.columns ?? [];
    if (this.has(ExecuteOption.PARSE) || this.has(ExecuteOption.DESCRIBE)) {
      writeDescribe(this.writer, columns, session.dialect);
    }
    // LOB columns: no rows before the client has said how it wants them (gotcha 5)
    const undefinedLobs = !cursor.defines && columns.some(({ type }) => isLob(wireTypeOfColumn(type)));
    // EXECUTE without FETCH prefetches on the first run only (need 11)
    const prefetches = fresh && this.has(ExecuteOption.EXECUTE);
    const wanted = this.has(ExecuteOption.FETCH) || prefetches ? request.fetchRows : 0;
    if (wanted === 0 || undefinedLobs) return false;
    writeFetch(this.writer, session, cursor, wanted, this.context.callNumber);
    return true;
  }

  private async plsql(): Promise<void> {
    const { cursor, request, session } = this;
    const metadata = cursor.binds ?? [];
    let announced = request.isReexecute && cursor.directions !== undefined;
    for (let row = 0; row < request.executions; row++) {
      const result = await this.execute(row);
      if (result.kind !== 'plsql') throw new Error(`a block gave a result of kind ${result.kind}`);
      this.completed += 1;
      if (metadata.length === 0) continue;
      const directions: readonly BindDirection[] = announced
        ? (cursor.directions ?? result.directions)
        : result.directions;
      if (!announced) writeIoVector(this.writer, directions);
      announced = true;
      cursor.directions = directions;
      writeOutValues(this.writer, metadata, directions, result.values, session.lobs);
    }
    this.rowCount = this.completed;
  }

  private async change(): Promise<void> {
    const counts: number[] = [];
    for (let row = 0; row < this.request.executions; row++) {
      const result = await this.execute(row);
      if (result.kind === 'query') throw new Error('a statement that is no query gave rows');
      counts.push(result.kind === 'dml' ? result.rowCount : 0);
      this.completed += 1;
    }
    this.rowCount = counts.reduce((sum, count) => sum + count, 0);
    if (this.request.rowCountsWanted) this.writeRowCounts(counts);
  }

  /** Row counts of array DML (facts/tns.md 11, need 14). */
  private writeRowCounts(counts: readonly number[]): void {
    this.writer.uint8(MessageType.PARAMETER).ub(ROW_COUNT_FIELDS).ubZeros(ROW_COUNT_FIELDS);
    this.writer.ubZeros(3); // transaction text, key/value pairs, registration
    this.writer.ub(counts.length);
    for (const count of counts) this.writer.ub(count);
  }
}
