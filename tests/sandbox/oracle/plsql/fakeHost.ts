import type { Column, Value } from '../../../../sandbox/oracle/database';
import { OraError } from '../../../../sandbox/oracle/oraError';
import type {
  Parameter,
  PlsqlHost,
  PlsqlValue,
  Resolved,
  SqlVariables,
  Subprogram,
} from '../../../../sandbox/oracle/plsql/host';
import { runBlock } from '../../../../sandbox/oracle/plsql/runBlock';

export interface SqlCall {
  readonly sql: string;
  readonly binds: ReadonlyMap<string, Value>;
  readonly variables: SqlVariables | undefined;
}

/** A host that remembers what it was asked and answers from tables set by the test. */
export class FakeHost implements PlsqlHost {
  /** What LOG.PUT was called with. */
  readonly output: string[] = [];
  readonly queries: SqlCall[] = [];
  readonly statements: SqlCall[] = [];
  readonly transaction: string[] = [];
  readonly names = new Map<string, Resolved>();
  answer: (call: SqlCall) => { columns: readonly Column[]; rows: Value[][] } = () => {
    throw new OraError(942, 'table or view does not exist');
  };
  affect: (call: SqlCall) => number = () => 1;
  check?: (sql: string, variables: SqlVariables) => void;
  readonly context = {
    user: 'HR',
    query: () => [],
    run: () => 0,
    commit: () => undefined,
    rollback: () => undefined,
    hasRole: () => false,
    packageState: new Map<string, unknown>(),
  };

  constructor() {
    this.add('LOG.PUT', [parameter('TEXT', 'VARCHAR2')], (args) => {
      this.output.push(String(args.get('TEXT')));
    });
    this.names.set('LOG', { kind: 'package' });
    this.names.set('OWA.VC_ARR', { kind: 'tableType', elementType: 'VARCHAR2(32000)', indexBy: 'integer' });
  }

  resolve(path: readonly string[]): Resolved | undefined {
    return this.names.get(path.join('.'));
  }

  /** Adds a subprogram, or an overload of one. */
  add(
    path: string,
    parameters: readonly Parameter[],
    call: (args: Map<string, PlsqlValue>) => PlsqlValue | void | Promise<PlsqlValue | void>,
    returns?: string,
  ): void {
    const known = this.names.get(path);
    const subprogram: Subprogram = {
      owner: 'SYS',
      name: path.split('.').at(-1) ?? path,
      parameters,
      ...(returns !== undefined && { returns }),
      call: (_, args) => call(args),
    };
    const others = known?.kind === 'subprograms' ? known.candidates : [];
    this.names.set(path, { kind: 'subprograms', candidates: [...others, subprogram] });
  }

  rows(names: readonly string[], ...rows: Value[][]): void {
    const columns = names.map((name): Column => ({ name, type: 'VARCHAR2' }));
    this.answer = () => ({ columns, rows });
  }

  query(sql: string, binds: ReadonlyMap<string, Value>, variables?: SqlVariables) {
    const call = { sql, binds, variables };
    this.queries.push(call);
    return this.answer(call);
  }

  execute(sql: string, binds: ReadonlyMap<string, Value>, variables?: SqlVariables): number {
    const call = { sql, binds, variables };
    this.statements.push(call);
    return this.affect(call);
  }

  commit(): void {
    this.transaction.push('commit');
  }

  rollback(toSavepoint?: string): void {
    this.transaction.push(`rollback ${toSavepoint ?? ''}`.trim());
  }

  savepoint(name: string): void {
    this.transaction.push(`savepoint ${name}`);
  }
}

export function parameter(
  name: string,
  dataType: string,
  mode: Parameter['mode'] = 'IN',
  defaultValue?: PlsqlValue,
): Parameter {
  return { name, mode, dataType, ...(defaultValue !== undefined && { defaultValue }) };
}

/** Runs `declarations begin log.put(...) end` style blocks and gives what they logged. */
export async function logged(source: string, host = new FakeHost()): Promise<string[]> {
  await runBlock(source, new Map(), host);
  return host.output;
}

/** The value of one expression. */
export async function evaluate(
  expression: string,
  declarations = '',
  host = new FakeHost(),
): Promise<unknown> {
  const outcome = await runBlock(
    `declare ${declarations} begin :result := ${expression}; end;`,
    new Map([['RESULT', null]]),
    host,
  );
  return outcome.values.get('RESULT');
}

/** The error that a block ends with. */
export async function failure(source: string, host = new FakeHost()): Promise<OraError> {
  const error: unknown = await runBlock(source, new Map(), host).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof OraError)) {
    throw error ?? new Error('the block did not fail');
  }
  return error;
}
