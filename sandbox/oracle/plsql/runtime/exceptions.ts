import { OraError } from '../../oraError';

/** A declared exception. Two declarations of one code catch the same errors. */
export interface ExceptionIdentity {
  readonly name: string;
  /** As SQLCODE shows it; 1 for a user-defined one without PRAGMA EXCEPTION_INIT. */
  code: number;
}

const USER_DEFINED = 1;
const NO_DATA_FOUND = 1403;
const CANCELLED = 1013;
const TRACE_LINE = '\nORA-06512: ';

const PREDEFINED_TEXTS: readonly (readonly [name: string, number: number, text: string])[] = [
  ['ACCESS_INTO_NULL', 6530, 'Reference to uninitialized composite'],
  ['CASE_NOT_FOUND', 6592, 'PL/SQL: CASE not found while executing CASE statement'],
  ['COLLECTION_IS_NULL', 6531, 'Reference to uninitialized collection'],
  ['CURSOR_ALREADY_OPEN', 6511, 'PL/SQL: cursor already open'],
  ['DUP_VAL_ON_INDEX', 1, 'unique constraint violated'],
  ['INVALID_CURSOR', 1001, 'invalid cursor'],
  ['INVALID_NUMBER', 1722, 'invalid number'],
  ['LOGIN_DENIED', 1017, 'invalid username/password; logon denied'],
  ['NO_DATA_FOUND', 1403, 'no data found'],
  ['NO_DATA_NEEDED', 6548, 'no more rows needed'],
  ['NOT_LOGGED_ON', 1012, 'not logged on'],
  ['PROGRAM_ERROR', 6501, 'PL/SQL: program error'],
  ['ROWTYPE_MISMATCH', 6504, 'PL/SQL: Return types of Result Set variables or query do not match'],
  ['SELF_IS_NULL', 30_625, 'method dispatch on NULL SELF argument is disallowed'],
  ['STORAGE_ERROR', 6500, 'PL/SQL: storage error'],
  ['SUBSCRIPT_BEYOND_COUNT', 6533, 'Subscript beyond count'],
  ['SUBSCRIPT_OUTSIDE_LIMIT', 6532, 'Subscript outside of limit'],
  ['SYS_INVALID_ROWID', 1410, 'invalid ROWID'],
  ['TIMEOUT_ON_RESOURCE', 51, 'timeout occurred while waiting for a resource'],
  ['TOO_MANY_ROWS', 1422, 'exact fetch returns more than requested number of rows'],
  ['VALUE_ERROR', 6502, 'PL/SQL: numeric or value error'],
  ['ZERO_DIVIDE', 1476, 'divisor is equal to zero'],
];

/** Texts that SQLERRM(n) and a raised EXCEPTION_INIT exception need besides the predefined ones. */
const OTHER_TEXTS: readonly (readonly [number: number, text: string])[] = [
  [54, 'resource busy and acquire with NOWAIT specified or timeout expired'],
  [60, 'deadlock detected while waiting for resource'],
  [900, 'invalid SQL statement'],
  [904, 'invalid identifier'],
  [911, 'invalid character'],
  [942, 'table or view does not exist'],
  [955, 'name is already used by an existing object'],
  [1013, 'user requested cancel of current operation'],
  [1031, 'insufficient privileges'],
  [1400, 'cannot insert NULL'],
  [1426, 'numeric overflow'],
  [1438, 'value larger than specified precision allowed for this column'],
  [1918, 'user does not exist'],
  [1920, 'user name conflicts with another user or role name'],
  [2289, 'sequence does not exist'],
  [2291, 'integrity constraint violated - parent key not found'],
  [2292, 'integrity constraint violated - child record found'],
  [4043, 'object does not exist'],
  [6510, 'PL/SQL: unhandled user-defined exception'],
  [6550, 'line , column :'],
];

const TEXTS: ReadonlyMap<number, string> = new Map([
  ...PREDEFINED_TEXTS.map(([, number, text]) => [number, text] as const),
  ...OTHER_TEXTS,
]);

export const predefinedExceptions: ReadonlyMap<string, ExceptionIdentity> = new Map(
  PREDEFINED_TEXTS.map(([name, number]) => [name, { name, code: sqlCode(number) }]),
);

/** NO_DATA_FOUND alone has another SQLCODE than its number: 100, as ANSI wants it. */
function sqlCode(number: number): number {
  return number === NO_DATA_FOUND ? 100 : -number;
}

/** An error on its way through the blocks, with the lines it has passed. */
export class PlsqlError extends Error {
  /** True once the statement of the running subprogram is noted. */
  traced = false;

  constructor(
    /** Without sign. */
    readonly number: number,
    readonly text: string,
    readonly trace: string[],
    readonly identity?: ExceptionIdentity,
  ) {
    super(text);
  }

  get sqlcode(): number {
    return this.identity?.code === USER_DEFINED ? USER_DEFINED : sqlCode(this.number);
  }

  get sqlerrm(): string {
    return this.sqlcode === USER_DEFINED
      ? 'User-Defined Exception'
      : new OraError(this.number, this.text).message;
  }

  /** A client's break must not be caught, or a loop with WHEN OTHERS would never stop. */
  get catchable(): boolean {
    return this.number !== CANCELLED;
  }

  matches(exception: ExceptionIdentity): boolean {
    return (
      this.identity === exception || (exception.code !== USER_DEFINED && this.sqlcode === exception.code)
    );
  }

  toOraError(): OraError {
    return new OraError(
      this.number,
      [this.text, ...this.trace.map((line) => `ORA-06512: ${line}`)].join('\n'),
    );
  }
}

/** What `RAISE name` throws. */
export function raised(exception: ExceptionIdentity): PlsqlError {
  if (exception.code === USER_DEFINED) {
    return new PlsqlError(6510, TEXTS.get(6510) ?? '', [], exception);
  }
  const number = exception.code === 100 ? NO_DATA_FOUND : -exception.code;
  return new PlsqlError(number, TEXTS.get(number) ?? '', [], exception);
}

/** Undefined for a fault of this program, which no handler may swallow. */
export function toPlsqlError(error: unknown): PlsqlError | undefined {
  if (error instanceof PlsqlError) {
    return error;
  }
  if (!(error instanceof OraError)) {
    return error instanceof RangeError && /call stack/i.test(error.message) ? storageError() : undefined;
  }
  const at = error.text.indexOf(TRACE_LINE);
  return at < 0
    ? new PlsqlError(error.number, error.text, [])
    : new PlsqlError(
        error.number,
        error.text.slice(0, at),
        error.text
          .slice(at + 1)
          .split('\n')
          .map(withoutCode),
      );
}

function withoutCode(line: string): string {
  return line.replace(/^ORA-06512: /, '');
}

export function storageError(): PlsqlError {
  return new PlsqlError(6500, 'PL/SQL: storage error', []);
}

/** SQLERRM(n). */
export function messageOf(code: number): string {
  if (code === 0) {
    return 'ORA-0000: normal, successful completion';
  }
  if (code === USER_DEFINED) {
    return 'User-Defined Exception';
  }
  if (code > 0 && code !== 100) {
    return ` -${code}: non-ORACLE exception `;
  }
  const number = code === 100 ? NO_DATA_FOUND : -code;
  const text =
    TEXTS.get(number) ??
    (number >= 20_000 && number <= 20_999 ? '' : `Message ${number} not found;  product=RDBMS; facility=ORA`);
  return new OraError(number, text).message;
}
