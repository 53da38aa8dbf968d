import type {
  Bind,
  BindDirection,
  Column,
  Database,
  DatabaseSession,
  ExecuteRequest,
  Result,
  SessionAttributes,
  Value,
} from '../../../../sandbox/oracle/database';
import { OraError } from '../../../../sandbox/oracle/oraError';
import { findTable, type Row } from './testTables';

/** A database of a few known statements behind the wire: enough to take every path of the protocol. */
export const SERVICE = 'testdb_low';
export const USER = 'app_user';
export const PASSWORD = 'S3cret#Pwd';

interface Procedure {
  readonly name: string;
  readonly parameters: readonly [name: string, direction: BindDirection][];
  run(values: Record<string, Value | Value[]>, session: TestSession, signal?: AbortSignal): unknown;
}

const PROCEDURES: readonly Procedure[] = [
  {
    name: 'pkg.proc',
    parameters: [
      ['p_a', 'in'],
      ['p_out', 'out'],
      ['p_n', 'in out'],
    ],
    run: (v) => ({ p_out: `hello ${String(v['p_a'])}`, p_n: Number(v['p_n'] ?? 0) + 1 }),
  },
  {
    name: 'types_all',
    parameters: [
      ['i_s', 'in'],
      ['i_n', 'in'],
      ['i_d', 'in'],
      ['i_ts', 'in'],
      ['i_r', 'in'],
      ['s', 'out'],
      ['n', 'out'],
      ['d', 'out'],
      ['ts', 'out'],
      ['r', 'out'],
    ],
    run: (v) => ({ s: v['i_s'], n: v['i_n'], d: v['i_d'], ts: v['i_ts'], r: v['i_r'] }),
  },
  ...['clob_echo', 'blob_echo', 'echo'].map((name): Procedure => ({
    name,
    parameters: [
      ['c', 'in'],
      ['o', 'out'],
      ['n', 'in'],
      ['no', 'out'],
    ],
    run: (v) => ({ o: v['c'], no: v['n'] }),
  })),
  {
    name: 'bool_not',
    parameters: [
      ['b', 'in'],
      ['o', 'out'],
    ],
    run: (v) => ({ o: v['b'] === null ? null : !v['b'] }),
  },
  {
    name: 'double_all',
    parameters: [
      ['t', 'in'],
      ['o', 'out'],
      ['total', 'out'],
    ],
    run: (v) => {
      const numbers = (v['t'] as Value[]).map(Number);
      return { o: numbers.map((n) => 2 * n), total: numbers.reduce((sum, n) => sum + n, 0) };
    },
  },
  {
    name: 'upper_all',
    parameters: [['t', 'in out']],
    run: (v) => ({ t: (v['t'] as Value[]).map((s) => (s === null ? null : String(s).toUpperCase())) }),
  },
  { name: 'too_small', parameters: [['o', 'out']], run: () => ({ o: 'x'.repeat(50) }) },
  { name: 'no_binds', parameters: [], run: () => ({}) },
  {
    name: 'raise_it',
    parameters: [],
    run: () => {
      throw new OraError(
        20001,
        'order already shipped\nORA-06512: at "APP.PKG", line 42\nORA-06512: at line 1',
      );
    },
  },
  {
    name: 'crash',
    parameters: [],
    run: () => {
      throw new TypeError('a fault of the database itself');
    },
  },
  {
    name: 'dbms_session.sleep',
    parameters: [['ms', 'in']],
    run: (v, session, signal) => session.sleep(Number(v['ms']), signal),
  },
];

export class TestDatabase implements Database {
  readonly services = [SERVICE];
  readonly accounts = new Map([
    ['APP_USER', PASSWORD],
    ['SCOTT', 'tiger'],
    ['LOCKED', 'secret'],
  ]);
  /** Bind values of every committed DML execution. */
  committed: (Value | Value[])[][] = [];
  readonly open = new Set<TestSession>();
  /** Called when a sleep starts, so that a test can break it without waiting for time to pass. */
  onSleep: () => void = () => {};

  password(user: string): string | undefined {
    return this.accounts.get(user);
  }

  openSession(user: string, attributes: SessionAttributes = {}): TestSession {
    if (user === 'LOCKED') throw new OraError(28000, 'The account is locked.');
    const session = new TestSession(this, user, attributes);
    this.open.add(session);
    return session;
  }
}

export class TestSession implements DatabaseSession {
  pending: (Value | Value[])[][] = [];
  inTransaction = false;
  readonly executed: string[] = [];

  constructor(
    private readonly database: TestDatabase,
    readonly user: string,
    readonly attributes: SessionAttributes,
  ) {}

  async execute({ sql, binds, signal }: ExecuteRequest): Promise<Result> {
    this.executed.push(sql);
    if (/^\s*(select|with)\b/i.test(sql)) return this.query(sql, binds);
    if (/^\s*(begin|declare|call)\b/i.test(sql)) return this.block(sql, binds, signal);
    if (/^\s*commit\b/i.test(sql)) return this.commit().then(() => ({ kind: 'ddl' }));
    if (/^\s*rollback\b/i.test(sql)) return this.rollback().then(() => ({ kind: 'ddl' }));
    if (/^\s*(create|drop|alter|truncate)\b/i.test(sql)) return { kind: 'ddl' };
    if (!/^\s*(insert|update|delete|merge)\b/i.test(sql)) throw new OraError(900, 'invalid SQL statement');
    const row = binds.map(({ value }) => value);
    if (row.includes('poison')) throw new OraError(1400, 'cannot insert NULL into ("APP"."T"."V")');
    this.pending.push(row);
    this.inTransaction = true;
    return { kind: 'dml', rowCount: 1 };
  }

  private query(sql: string, binds: readonly Bind[]): Result {
    if (/from\s+committed\b/i.test(sql)) {
      return { kind: 'query', columns: [numberColumn('N')], rows: [[this.database.committed.length]] };
    }
    const table = findTable(sql);
    if (table === undefined) {
      throw new OraError(942, 'table or view does not exist', Math.max(0, sql.search(/from/i) + 5));
    }
    const rows: Row[] = table.rows(binds.map(({ value }) => value));
    return { kind: 'query', columns: table.columns, rows };
  }

  private async block(sql: string, binds: readonly Bind[], signal?: AbortSignal): Promise<Result> {
    const text = sql.toLowerCase();
    const procedure = PROCEDURES.find(({ name }) => text.includes(name));
    if (procedure === undefined) {
      throw new OraError(
        6550,
        'line 1, column 7:\nPLS-00201: identifier must be declared\nORA-06550: line 1, column 7:\nPL/SQL: Statement ignored',
        6,
      );
    }
    const parameters = binds.map((bind, index) => parameterOf(procedure, sql, bind, index));
    const values: Record<string, Value | Value[]> = {};
    binds.forEach((bind, index) => (values[parameters[index]![0]] = bind.value));
    const out = ((await procedure.run(values, this, signal)) ?? {}) as Record<string, Value | Value[]>;
    return {
      kind: 'plsql',
      directions: parameters.map(([, direction]) => direction),
      values: parameters.map(([name]) => out[name] ?? null),
    };
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, ms);
      signal?.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(new OraError(1013, 'user requested cancel of current operation'));
      });
      this.database.onSleep();
    });
  }

  async commit(): Promise<void> {
    this.database.committed.push(...this.pending);
    await this.rollback();
  }

  async rollback(): Promise<void> {
    this.pending = [];
    this.inTransaction = false;
  }

  close(): void {
    this.pending = [];
    this.database.open.delete(this);
  }
}

/** By `parameter => :bind`, else by position. */
function parameterOf(
  procedure: Procedure,
  sql: string,
  bind: Bind,
  index: number,
): readonly [string, BindDirection] {
  const named = new RegExp(`(\\w+)\\s*=>\\s*:${bind.name}\\b`, 'i').exec(sql)?.[1]?.toLowerCase();
  const parameter = procedure.parameters.find(([name]) => name === named) ?? procedure.parameters[index];
  if (parameter === undefined)
    throw new OraError(6550, `line 1, column 7:\nPLS-00306: wrong number of arguments`);
  return parameter;
}

function numberColumn(name: string): Column {
  return { name, type: 'NUMBER' };
}
