import { OraError } from '../../oraError';
import type { NamePart } from '../ast';
import { noComponent, wrongArguments } from '../callMatching';
import type { IndexByTable, PlsqlValue } from '../host';
import { after, collect, type Maybe } from '../runtime/maybe';
import type { Activation } from '../runtime/runtime';
import { initialValue } from '../values/coerce';
import { deleteEntries, neighbour, setEntry, sortedKeys } from '../values/tables';
import { BOOLEAN, PLS_INTEGER, type PlsqlType, TEXT, type TableType } from '../values/types';
import type { Code, Place } from './code';
import { compileExpression } from './expressions';
import { tableIn, tableKey } from './places';
import type { Scope } from './scope';
import type { Unit } from './unit';

const ATTRIBUTES: Readonly<Record<string, number>> = {
  COUNT: 0,
  FIRST: 0,
  LAST: 0,
  LIMIT: 0,
  NEXT: 1,
  PRIOR: 1,
  EXISTS: 1,
};
const METHODS: Readonly<Record<string, number>> = { DELETE: 2, EXTEND: 2, TRIM: 1 };

export function isCollectionAttribute(name: string): boolean {
  return name in ATTRIBUTES;
}

export function isCollectionMethod(name: string): boolean {
  return name in METHODS;
}

/** `t.COUNT`, `t.NEXT(i)` ... */
export function collectionAttribute(unit: Unit, scope: Scope, base: Place, part: NamePart): Place {
  const wanted = ATTRIBUTES[part.text];
  if (wanted === undefined) {
    return unit.fault(part.at, noComponent(part.text));
  }
  if ((part.args?.length ?? 0) !== wanted) {
    return unit.fault(part.at, wrongArguments(part.text));
  }
  const table = tableTypeOf(base.type);
  const argument = part.args?.[0] && compileExpression(unit, scope, part.args[0].value);
  return {
    type: attributeType(part.text, table),
    run: (activation) =>
      after(base.run(activation), (container) =>
        after(argument ? argument.run(activation) : null, (key) =>
          attribute(part.text, container, key, table),
        ),
      ),
  };
}

function attributeType(name: string, table: TableType): PlsqlType {
  if (name === 'EXISTS') {
    return BOOLEAN;
  }
  return table.indexBy === 'string' && name !== 'COUNT' ? TEXT : PLS_INTEGER;
}

function attribute(name: string, container: PlsqlValue, argument: PlsqlValue, table: TableType): PlsqlValue {
  // The one question that an unconstructed collection answers.
  if (name === 'EXISTS') {
    return (
      container !== null && argument !== null && tableIn(container).entries.has(tableKey(argument, table))
    );
  }
  const entries = tableIn(container);
  switch (name) {
    case 'COUNT':
      return entries.entries.size;
    case 'FIRST':
      return sortedKeys(entries)[0] ?? null;
    case 'LAST':
      return sortedKeys(entries).at(-1) ?? null;
    case 'NEXT':
    case 'PRIOR':
      return argument === null
        ? null
        : neighbour(entries, tableKey(argument, table), name === 'NEXT' ? 1 : -1);
    default:
      return null;
  }
}

/** `t.DELETE(...)`, `t.EXTEND(...)`, `t.TRIM(...)` as a statement. */
export function collectionMethod(
  unit: Unit,
  scope: Scope,
  base: Place,
  part: NamePart,
): (activation: Activation) => Maybe<void> {
  const { open } = base;
  const args = part.args ?? [];
  const table = tableTypeOf(base.type);
  const grows = part.text !== 'DELETE';
  if (!open || args.length > (METHODS[part.text] ?? 0) || (grows && table.indexBy !== 'nested')) {
    return unit.fault(part.at, wrongArguments(part.text));
  }
  const codes: Code[] = args.map((argument) => compileExpression(unit, scope, argument.value));
  return (activation) =>
    after(open(activation), (container) =>
      after(
        collect(codes, (code) => code.run(activation)),
        (values) => change(part.text, tableIn(container), values, table),
      ),
    );
}

function change(name: string, table: IndexByTable, values: readonly PlsqlValue[], type: TableType): void {
  const keys = values.map((value) => (value === null ? undefined : tableKey(value, type)));
  if (name === 'DELETE') {
    // A null argument deletes nothing.
    if (!values.includes(null)) {
      deleteEntries(table, ...keys);
    }
  } else if (name === 'EXTEND') {
    const copied = keys[1] === undefined ? initialValue(type.element) : (table.entries.get(keys[1]) ?? null);
    for (let i = 0; i < Number(keys[0] ?? 1); i++) {
      setEntry(table, Number(sortedKeys(table).at(-1) ?? 0) + 1, copied);
    }
  } else {
    trim(table, Number(keys[0] ?? 1));
  }
}

function trim(table: IndexByTable, count: number): void {
  for (let i = 0; i < count; i++) {
    const last = sortedKeys(table).at(-1);
    if (last === undefined) {
      throw new OraError(6533, 'Subscript beyond count');
    }
    deleteEntries(table, last);
  }
}

function tableTypeOf(type: PlsqlType): TableType {
  return type.kind === 'table' ? type : { kind: 'table', element: { kind: 'any' }, indexBy: 'integer' };
}
