import { OraError } from '../../oraError';
import type { IndexByTable, PlsqlRecord, PlsqlValue } from '../host';
import { after } from '../runtime/maybe';
import type { Slot } from '../runtime/runtime';
import { CursorState } from '../runtime/cursorState';
import {
  coerce,
  initialValue,
  plsqlNumber,
  plsqlText,
  requireValue,
  scalarOnly,
  valueError,
} from '../values/coerce';
import { roundTo } from '../values/decimal';
import { type TableKey, isRecord, isTable, setEntry } from '../values/tables';
import { ANY, type PlsqlType, type RecordField, type TableType } from '../values/types';
import type { Code, Place } from './code';
import type { Scope, VariableSymbol } from './scope';

export function variablePlace(scope: Scope, symbol: VariableSymbol): Place {
  const { slot, type, notNull } = symbol;
  const reach = scope.reach(symbol.level);
  const run: Place['run'] = (activation) => plainValue(reach(activation).slots[slot]);
  if (symbol.readOnly) {
    return { type, run };
  }
  return {
    type,
    run,
    assign: (activation, value) => {
      const coerced = coerce(value, type);
      reach(activation).slots[slot] = notNull ? requireValue(coerced) : coerced;
    },
    open: (activation) => plainValue(reach(activation).slots[slot]),
  };
}

function plainValue(slot: Slot): PlsqlValue {
  if (slot instanceof CursorState) {
    throw new OraError(6504, 'PL/SQL: Return types of Result Set variables or query do not match');
  }
  return slot ?? null;
}

export function bindPlace(name: string, type: PlsqlType): Place {
  return {
    type,
    bind: name,
    run: ({ runtime }) => runtime.bindValue(name),
    assign: ({ runtime }, value) => {
      runtime.bindValue(name);
      runtime.binds.set(name, coerce(value, ANY));
    },
  };
}

/** `field` is undefined where only the running block knows the record's fields. */
export function fieldPlace(base: Place, name: string, field: RecordField | undefined): Place {
  const type = field?.type ?? ANY;
  const run: Place['run'] = (activation) => after(base.run(activation), (value) => readField(value, name));
  const { open } = base;
  if (!open) {
    return { type, run };
  }
  return {
    type,
    run,
    assign: (activation, value) =>
      after(open(activation), (container) => {
        const coerced = coerce(value, type);
        recordIn(container).fields.set(name, field?.notNull ? requireValue(coerced) : coerced);
      }),
    open: (activation) => after(open(activation), (container) => readField(container, name)),
  };
}

function readField(container: PlsqlValue, name: string): PlsqlValue {
  const value = recordIn(container).fields.get(name);
  if (value === undefined) {
    throw new OraError(6550, `PLS-00302: component '${name}' must be declared`);
  }
  return value;
}

function recordIn(value: PlsqlValue): PlsqlRecord {
  if (!isRecord(value)) {
    throw value === null ? new OraError(6530, 'Reference to uninitialized composite') : valueError();
  }
  return value;
}

export function elementPlace(base: Place, index: Code): Place {
  const table: TableType =
    base.type.kind === 'table' ? base.type : { kind: 'table', element: ANY, indexBy: 'integer' };
  const run: Place['run'] = (activation) =>
    after(base.run(activation), (container) =>
      after(index.run(activation), (key) =>
        readElement(tableIn(container), tableKey(key, table, index.type), table),
      ),
    );
  const { open } = base;
  if (!open) {
    return { type: table.element, run };
  }
  return {
    type: table.element,
    run,
    assign: (activation, value) =>
      after(index.run(activation), (key) =>
        after(open(activation), (container) => {
          const entries = tableIn(container);
          const at = tableKey(key, table, index.type);
          requireExisting(entries, at, table);
          const coerced = coerce(value, table.element);
          setEntry(entries, at, table.elementNotNull ? requireValue(coerced) : coerced);
        }),
      ),
    open: (activation) =>
      after(index.run(activation), (key) =>
        after(open(activation), (container) =>
          openElement(tableIn(container), tableKey(key, table, index.type), table),
        ),
      ),
  };
}

function readElement(table: IndexByTable, key: TableKey, type: TableType): PlsqlValue {
  requireExisting(table, key, type);
  const value = table.entries.get(key);
  if (value === undefined) {
    throw new OraError(1403, 'no data found');
  }
  return value;
}

/** Assigning to a field of a missing element makes the element. */
function openElement(table: IndexByTable, key: TableKey, type: TableType): PlsqlValue {
  requireExisting(table, key, type);
  const known = table.entries.get(key);
  if (known !== undefined) {
    return known;
  }
  const made = initialValue(type.element);
  setEntry(table, key, made);
  return made;
}

function requireExisting(table: IndexByTable, key: TableKey, type: TableType): void {
  if (type.indexBy === 'nested' && !table.entries.has(key)) {
    throw new OraError(6533, 'Subscript beyond count');
  }
}

/** The table in a variable; null is a nested table nobody has constructed. */
export function tableIn(value: PlsqlValue): IndexByTable {
  if (!isTable(value)) {
    throw value === null ? new OraError(6531, 'Reference to uninitialized collection') : valueError();
  }
  return value;
}

/** Throws VALUE_ERROR for a null key or one that is no number. */
export function tableKey(value: PlsqlValue, table: TableType, from?: PlsqlType): TableKey {
  const scalar = scalarOnly(value);
  if (scalar === null) {
    throw valueError('NULL index table key value');
  }
  if (table.indexBy === 'string') {
    return plsqlText(scalar, from) ?? '';
  }
  return Number(roundTo(plsqlNumber(scalar) ?? 0));
}
