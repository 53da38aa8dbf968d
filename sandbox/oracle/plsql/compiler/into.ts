import { OraError } from '../../oraError';
import type { Position, TargetExpression } from '../ast';
import { WRONG_TYPE } from '../callMatching';
import { type QueryResult, rowRecord } from '../runtime/cursorState';
import { type Maybe, after, collect } from '../runtime/maybe';
import type { Activation } from '../runtime/runtime';
import { tableOf } from '../values/tables';
import { type PlsqlType } from '../values/types';
import { compileTarget } from './names';
import type { Scope } from './scope';
import type { Unit } from './unit';

/** Assigns a query's rows to the variables behind INTO. */
export interface IntoTargets {
  row(activation: Activation, columns: QueryResult['columns'], row: QueryResult['rows'][number]): Maybe<void>;
  /** BULK COLLECT: the tables are emptied first, keys count from 1. */
  all(activation: Activation, result: QueryResult): Maybe<void>;
}

/** Fault: PLS-00382, PLS-00363. A wrong number of targets shows when the row is there: ORA-00947, ORA-00913. */
export function compileInto(
  unit: Unit,
  scope: Scope,
  into: readonly TargetExpression[],
  bulk: boolean,
  at: Position,
): IntoTargets {
  const targets = into.map((target) => compileTarget(unit, scope, target));
  const [first] = targets;
  const wrong = targets.some(({ type }) => bulk && type.kind !== 'table' && type.kind !== 'any');
  if (!first || wrong) {
    return unit.fault(at, WRONG_TYPE);
  }
  const single = targets.length === 1;
  const takesRow = single && isRecord(first.type);
  const takesRows = single && first.type.kind === 'table' && isRecord(first.type.element);
  const done = (): void => undefined;
  return {
    row: (activation, columns, row) => {
      if (takesRow) {
        return first.assign(activation, rowRecord(columns, row));
      }
      requireCount(columns.length, targets.length);
      return after(
        collect([...targets.entries()], ([index, target]) => target.assign(activation, row[index] ?? null)),
        done,
      );
    },
    all: (activation, { columns, rows }) => {
      if (takesRows) {
        return first.assign(activation, tableOf(rows.map((row) => rowRecord(columns, row))));
      }
      requireCount(columns.length, targets.length);
      return after(
        collect([...targets.entries()], ([index, target]) =>
          target.assign(activation, tableOf(rows.map((row) => row[index] ?? null))),
        ),
        done,
      );
    },
  };
}

function isRecord(type: PlsqlType): boolean {
  return type.kind === 'record';
}

function requireCount(columns: number, targets: number): void {
  if (columns < targets) {
    throw new OraError(947, 'not enough values');
  }
  if (columns > targets) {
    throw new OraError(913, 'too many values');
  }
}
