import type { Value } from '../../database';
import { OraError } from '../../oraError';
import type { NamePart } from '../ast';
import { WRONG_TYPE, notAFunction, wrongArguments } from '../callMatching';
import type { PlsqlValue } from '../host';
import { type ScalarFunction } from '../functions/scalarFunction';
import { messageOf } from '../runtime/exceptions';
import { after, collect, type Maybe } from '../runtime/maybe';
import type { Activation } from '../runtime/runtime';
import { scalarSignatures } from '../scalarFunctions';
import { plsqlNumber, plsqlText, scalarOnly, valueError } from '../values/coerce';
import { NUMBER, type PlsqlType, TEXT, familyOf, typeOfDataType } from '../values/types';
import type { Code } from './code';
import { compileExpression } from './expressions';
import type { Scope } from './scope';
import type { Unit } from './unit';

const INVALID_NUMBER = 1722;

/** A call of a built-in function. */
export function compileBuiltin(unit: Unit, scope: Scope, name: string, part: NamePart): Code {
  const args = part.args ?? [];
  if (args.some((argument) => argument.key)) {
    return unit.fault(part.at, wrongArguments(name));
  }
  const codes = args.map((argument) => compileExpression(unit, scope, argument.value));
  if (codes.some(({ type }) => ['table', 'record', 'cursor'].includes(familyOf(type)))) {
    return unit.fault(part.at, wrongArguments(name));
  }
  if (name === 'SQLCODE' || name === 'SQLERRM') {
    return errorFunction(unit, name, codes, part);
  }
  if (name === 'SYS_CONTEXT') {
    return sysContext(unit, codes, part);
  }
  const signature = scalarSignatures.get(name);
  if (!signature) {
    return unit.fault(part.at, notAFunction(name));
  }
  if (codes.length < signature.minimum || codes.length > signature.maximum) {
    return unit.fault(part.at, wrongArguments(name));
  }
  const type = resultType(unit, signature, codes, part);
  if (name === 'COALESCE') {
    return { type, run: (activation) => firstPresent(codes, activation) };
  }
  return {
    type,
    run: (activation) =>
      after(
        collect(codes, (code) => code.run(activation)),
        (values) => call(signature, values, codes, activation),
      ),
  };
}

/** Later arguments are not evaluated once one is present. */
function firstPresent(codes: readonly Code[], activation: Activation): Maybe<PlsqlValue> {
  const [first, ...rest] = codes;
  return first ? after(first.run(activation), (value) => value ?? firstPresent(rest, activation)) : null;
}

function call(
  signature: ScalarFunction,
  values: readonly PlsqlValue[],
  codes: readonly Code[],
  { runtime }: Activation,
): PlsqlValue {
  const args = values.map((value, index): Value => {
    const scalar = scalarOnly(value);
    const from = codes[index]?.type;
    // What became text by an implicit conversion looks as the type says, not as the value alone.
    const needsText = signature.name === 'TO_CHAR' ? values.length === 1 : signature.returns === 'string';
    return needsText && from && isWrittenByType(scalar, from) ? plsqlText(scalar, from) : scalar;
  });
  try {
    return signature.call(args, runtime.environment);
  } catch (error) {
    if (error instanceof OraError && error.number === INVALID_NUMBER) {
      throw valueError('character to number conversion error');
    }
    throw error;
  }
}

function isWrittenByType(value: Value, type: PlsqlType): boolean {
  const family = familyOf(type);
  return (
    (family === 'number' && typeof value === 'string') || (family === 'timestamp' && value instanceof Date)
  );
}

function resultType(
  unit: Unit,
  signature: ScalarFunction,
  codes: readonly Code[],
  part: NamePart,
): PlsqlType {
  if (signature.returns !== 'first') {
    return signature.returns === 'raw'
      ? typeOfDataType('RAW')
      : typeOfDataType(DATA_TYPES[signature.returns]);
  }
  const booleans = codes.filter(({ type }) => familyOf(type) === 'boolean').length;
  const others = codes.filter(({ type }) => !['boolean', 'null', 'any'].includes(familyOf(type))).length;
  if (booleans > 0 && others > 0) {
    return unit.fault(part.at, WRONG_TYPE);
  }
  const known = codes.find(({ type }) => familyOf(type) !== 'null');
  // A literal's blank padding does not survive a function.
  return known ? (familyOf(known.type) === 'string' ? TEXT : unlimited(known.type)) : TEXT;
}

const DATA_TYPES = {
  string: 'VARCHAR2',
  number: 'NUMBER',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
  boolean: 'BOOLEAN',
} as const;

function unlimited(type: PlsqlType): PlsqlType {
  return type.kind === 'scalar' ? { kind: 'scalar', family: type.family } : type;
}

/** SQLCODE and SQLERRM[(n)]: what the innermost handler handles, 0 outside of one. */
function errorFunction(unit: Unit, name: string, codes: readonly Code[], part: NamePart): Code {
  const [code] = codes;
  if (codes.length > (name === 'SQLERRM' ? 1 : 0)) {
    return unit.fault(part.at, wrongArguments(name));
  }
  if (name === 'SQLCODE') {
    return { type: NUMBER, run: ({ runtime }) => runtime.handled?.sqlcode ?? 0 };
  }
  return {
    type: TEXT,
    run: (activation) =>
      code
        ? after(code.run(activation), (value) => messageOf(Number(plsqlNumber(scalarOnly(value)) ?? 0)))
        : (activation.runtime.handled?.sqlerrm ?? messageOf(0)),
  };
}

/** Package STANDARD asks SQL for it, and so does this: the session's attributes belong to the host. */
function sysContext(unit: Unit, codes: readonly Code[], part: NamePart): Code {
  if (codes.length < 2 || codes.length > 3) {
    return unit.fault(part.at, wrongArguments('SYS_CONTEXT'));
  }
  const placeholders = codes.map((_, index) => `:${index + 1}`).join(', ');
  return {
    type: TEXT,
    run: (activation) =>
      after(
        collect(codes, (code) => code.run(activation)),
        (values) => {
          const binds = new Map(values.map((value, index) => [String(index + 1), scalarOnly(value)]));
          return (
            activation.runtime.query(`SELECT SYS_CONTEXT(${placeholders}) FROM DUAL`, binds).rows[0]?.[0] ??
            null
          );
        },
      ),
  };
}
