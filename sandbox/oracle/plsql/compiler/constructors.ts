import type { Argument, NamePart } from '../ast';
import { WRONG_TYPE, noComponent, wrongArguments } from '../callMatching';
import { after, collect } from '../runtime/maybe';
import { coerce, initialValue, requireValue } from '../values/coerce';
import { emptyTable, setEntry } from '../values/tables';
import { PLS_INTEGER, type PlsqlType, type RecordType, type TableType } from '../values/types';
import { type Code, type Place, constant } from './code';
import { compileExpression } from './expressions';
import { tableKey } from './places';
import type { Scope } from './scope';
import type { Unit } from './unit';

/** `owa.vc_arr()`, `t('a', 'b')`, `t(1 => 'a')`, `r(a => 1)`: constructors and qualified expressions. */
export function compileConstructor(unit: Unit, scope: Scope, type: PlsqlType, part: NamePart): Place {
  if (!part.args) {
    return unit.fault(part.at, `PLS-00330: invalid use of type name or subtype name`);
  }
  if (type.kind === 'table') {
    return tableConstructor(unit, scope, type, part.args);
  }
  return type.kind === 'record'
    ? recordConstructor(unit, scope, type, part)
    : unit.fault(part.at, WRONG_TYPE);
}

function tableConstructor(unit: Unit, scope: Scope, type: TableType, args: readonly Argument[]): Place {
  const elements = args.map((argument, index) => ({
    key: argument.key ? compileExpression(unit, scope, argument.key) : constant(PLS_INTEGER, index + 1),
    value: compileExpression(unit, scope, argument.value),
  }));
  return {
    type,
    run: (activation) =>
      after(
        collect(elements, ({ key, value }) =>
          after(key.run(activation), (at) =>
            after(
              value.run(activation),
              (element) => [at, coerce(element, type.element, value.type)] as const,
            ),
          ),
        ),
        (pairs) => {
          const table = emptyTable();
          for (const [key, value] of pairs) {
            setEntry(table, tableKey(key, type), type.elementNotNull ? requireValue(value) : value);
          }
          return table;
        },
      ),
  };
}

function recordConstructor(unit: Unit, scope: Scope, type: RecordType, part: NamePart): Place {
  const fields = type.fields ?? [];
  const given = (part.args ?? []).map((argument, index) => {
    const field =
      argument.name === undefined ? fields[index] : fields.find(({ name }) => name === argument.name);
    if (!field) {
      return unit.fault(
        part.at,
        argument.name === undefined ? wrongArguments(part.text) : noComponent(argument.name),
      );
    }
    const code: Code = compileExpression(unit, scope, argument.value);
    return { field, code };
  });
  return {
    type,
    run: (activation) =>
      after(
        collect(given, ({ field, code }) =>
          after(code.run(activation), (value) => [field.name, coerce(value, field.type, code.type)] as const),
        ),
        (pairs) => {
          const record = initialValue(type);
          return coerce(
            record !== null && typeof record === 'object' && 'fields' in record
              ? { kind: 'record', fields: new Map([...record.fields, ...pairs]) }
              : record,
            type,
          );
        },
      ),
  };
}
