import type { Value } from '../database';
import { OraError } from '../oraError';
import { compileProgram } from './compiler/program';
import type { BlockOutcome, PlsqlHost, PlsqlValue } from './host';
import { parseAnonymousBlock } from './parser/parseBlock';
import { after } from './runtime/maybe';
import { type RunNested, Runtime } from './runtime/runtime';
import { valueError } from './values/coerce';
import { isRecord, isTable, sortedKeys, tableOf } from './values/tables';

/**
 * Runs an anonymous PL/SQL block or a CALL statement. Names, calls and syntax are checked before anything runs.
 * What it changed before an unhandled exception stays: undoing that is the host's business.
 *
 * @param binds By upper-case name; an array binds an index-by table from 1 on. Every bind of the text must be there.
 * @throws OraError 6550 for compile-time faults, 1008 for a missing bind, 1013 when the signal is aborted, 3001 for
 * what the interpreter does not support, else whatever the block raises, with its ORA-06512 lines.
 */
export async function runBlock(
  source: string,
  binds: ReadonlyMap<string, Value | Value[]>,
  host: PlsqlHost,
  options: { readonly signal?: AbortSignal } = {},
): Promise<BlockOutcome> {
  const given = new Map([...binds].map(([name, value]) => [name, fromBind(value)] as const));
  const program = compileProgram(parseAnonymousBlock(source), host, given);
  for (const name of program.directions.keys()) {
    if (!given.has(name)) {
      throw new OraError(1008, 'not all variables bound');
    }
  }
  const runtime = new Runtime(host, given, runNested, options.signal);
  const running = program.run(runtime);
  if (running instanceof Promise) {
    await running;
  }
  const values = [...program.directions.keys()].map(
    (name) => [name, toBind(runtime.bindValue(name))] as const,
  );
  return { directions: program.directions, values: new Map(values) };
}

/** Of EXECUTE IMMEDIATE: the values of the binds after the block. */
export const runNested: RunNested = (source, binds, outer) => {
  const values = new Map(binds);
  const program = compileProgram(parseAnonymousBlock(source), outer.host, values);
  const runtime = outer.nested(values);
  return after(program.run(runtime), () => runtime.binds);
};

function fromBind(value: Value | Value[]): PlsqlValue {
  return Array.isArray(value) ? tableOf(value) : value === '' ? null : value;
}

function toBind(value: PlsqlValue): Value | Value[] {
  if (isTable(value)) {
    return sortedKeys(value).map((key) => toBindElement(value.entries.get(key) ?? null));
  }
  return toBindElement(value);
}

function toBindElement(value: PlsqlValue): Value {
  if (isTable(value) || isRecord(value)) {
    throw valueError();
  }
  return value;
}
