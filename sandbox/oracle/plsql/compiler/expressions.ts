import type { CursorAttribute, Expression, Position } from '../ast';
import { WRONG_TYPE, wrongArguments } from '../callMatching';
import { after, type Maybe } from '../runtime/maybe';
import type { Activation } from '../runtime/runtime';
import { coerce, scalarOnly, plsqlText } from '../values/coerce';
import {
  BOOLEAN,
  DATE,
  FIXED_TEXT,
  NULL_TYPE,
  NUMBER,
  type PlsqlType,
  TIMESTAMP,
  familyOf,
} from '../values/types';
import { compileCase } from './cases';
import { type Code, constant, map1, map2 } from './code';
import { comparator, likePattern, satisfies } from './comparison';
import { cursorAttribute } from './cursorAccess';
import { compilePlace } from './names';
import { arithmetic, concatenation, negation, truth } from './operators';
import type { Scope } from './scope';
import { resolveType } from './typeNames';
import type { Unit } from './unit';

const LITERAL_TYPES: Readonly<Record<string, PlsqlType>> = {
  string: FIXED_TEXT,
  number: NUMBER,
  date: DATE,
  timestamp: TIMESTAMP,
  boolean: BOOLEAN,
  null: NULL_TYPE,
};

type Of<K extends Expression['kind']> = Extract<Expression, { kind: K }>;

/** Compiles an expression that is read; binds in it are noted as read. */
export function compileExpression(unit: Unit, scope: Scope, expression: Expression): Code {
  switch (expression.kind) {
    case 'literal':
      return constant(LITERAL_TYPES[expression.family] ?? NULL_TYPE, expression.value);
    case 'bind':
      unit.noteRead(expression.name);
      return compilePlace(unit, scope, expression);
    case 'name':
      return compilePlace(unit, scope, expression);
    case 'attribute':
      return compileAttribute(unit, scope, expression);
    case 'unary':
      return compileUnary(unit, scope, expression);
    case 'binary':
      return compileBinary(unit, scope, expression);
    case 'between':
      return compileBetween(unit, scope, expression);
    case 'in':
      return compileIn(unit, scope, expression);
    case 'like':
      return compileLike(unit, scope, expression);
    case 'isNull':
      return map1(BOOLEAN, compileExpression(unit, scope, expression.operand), (value) => value === null);
    case 'case':
      return compileCase(unit, scope, expression);
    case 'cast': {
      const type = resolveType(unit, scope, expression.type);
      const operand = compileExpression(unit, scope, expression.operand);
      return map1(type, operand, (value) => coerce(value, type, operand.type));
    }
  }
}

/** An expression that must be BOOLEAN. Fault: PLS-00382. */
export function compileCondition(unit: Unit, scope: Scope, expression: Expression): Code {
  const code = compileExpression(unit, scope, expression);
  return ['boolean', 'any', 'null'].includes(familyOf(code.type))
    ? code
    : unit.fault(expression.at, WRONG_TYPE);
}

/** `left = right` with the language's conversions; used by CASE, IN and comparisons. */
export function equality(unit: Unit, left: Code, right: Code, at: Position): Code {
  const compare = comparator(left.type, right.type) ?? unit.fault(at, wrongArguments('='));
  return map2(BOOLEAN, left, right, (a, b) => satisfies('=', compare(a, b)));
}

function compileAttribute(unit: Unit, scope: Scope, { of, attribute }: Of<'attribute'>): Code {
  if (of.parts.length === 1 && of.parts[0]?.text === 'SQL') {
    return {
      type: attribute === 'ROWCOUNT' ? NUMBER : BOOLEAN,
      run: ({ runtime }) => sqlAttribute(attribute, runtime.sqlRowCount),
    };
  }
  return cursorAttribute(unit, scope, of, attribute);
}

function sqlAttribute(attribute: CursorAttribute, rowCount: number | null): number | boolean | null {
  switch (attribute) {
    case 'ROWCOUNT':
      return rowCount;
    case 'ISOPEN':
      return false;
    default:
      return rowCount === null ? null : rowCount > 0 === (attribute === 'FOUND');
  }
}

function compileUnary(unit: Unit, scope: Scope, { operator, operand, at }: Of<'unary'>): Code {
  if (operator === 'NOT') {
    return map1(BOOLEAN, compileCondition(unit, scope, operand), (value) => {
      const known = truth(value);
      return known === null ? null : !known;
    });
  }
  const code = compileExpression(unit, scope, operand);
  if (!['number', 'string', 'any', 'null'].includes(familyOf(code.type))) {
    return unit.fault(at, wrongArguments(operator));
  }
  return operator === '-' ? map1(NUMBER, code, negation) : code;
}

function compileBinary(unit: Unit, scope: Scope, { operator, left, right, at }: Of<'binary'>): Code {
  if (operator === 'AND' || operator === 'OR') {
    return shortCircuit(operator, compileCondition(unit, scope, left), compileCondition(unit, scope, right));
  }
  const first = compileExpression(unit, scope, left);
  const second = compileExpression(unit, scope, right);
  if (['=', '<>', '<', '>', '<=', '>='].includes(operator)) {
    const compare = comparator(first.type, second.type) ?? unit.fault(at, wrongArguments(operator));
    return map2(BOOLEAN, first, second, (a, b) => satisfies(operator, compare(a, b)));
  }
  const composed = [first, second].some(({ type }) =>
    ['table', 'record', 'cursor', 'boolean'].includes(familyOf(type)),
  );
  const operation =
    operator === '||' && !composed
      ? concatenation(first.type, second.type)
      : arithmetic(operator, first.type, second.type);
  return operation
    ? map2(operation.type, first, second, operation.compute)
    : unit.fault(at, wrongArguments(operator));
}

function shortCircuit(operator: 'AND' | 'OR', left: Code, right: Code): Code {
  const decisive = operator === 'OR';
  return {
    type: BOOLEAN,
    run: (activation) =>
      after(left.run(activation), (a) => {
        const first = truth(a);
        if (first === decisive) {
          return decisive;
        }
        return after(right.run(activation), (b) => {
          const second = truth(b);
          return second === decisive ? decisive : first === null || second === null ? null : !decisive;
        });
      }),
  };
}

function compileBetween(unit: Unit, scope: Scope, { operand, low, high, at }: Of<'between'>): Code {
  const code = compileExpression(unit, scope, operand);
  const [from, to] = [compileExpression(unit, scope, low), compileExpression(unit, scope, high)];
  const compareLow = comparator(code.type, from.type) ?? unit.fault(at, wrongArguments('BETWEEN'));
  const compareHigh = comparator(code.type, to.type) ?? unit.fault(at, wrongArguments('BETWEEN'));
  return {
    type: BOOLEAN,
    run: (activation) =>
      after(code.run(activation), (value) =>
        after(from.run(activation), (first) =>
          after(to.run(activation), (last) => {
            const above = satisfies('>=', compareLow(value, first));
            const below = satisfies('<=', compareHigh(value, last));
            return above === false || below === false
              ? false
              : above === null || below === null
                ? null
                : true;
          }),
        ),
      ),
  };
}

function compileIn(unit: Unit, scope: Scope, { operand, list, at }: Of<'in'>): Code {
  const code = compileExpression(unit, scope, operand);
  const items = list.map((item) => {
    const value = compileExpression(unit, scope, item);
    return { value, compare: comparator(code.type, value.type) ?? unit.fault(at, wrongArguments('IN')) };
  });
  const search = (
    activation: Activation,
    index: number,
    unknown: boolean,
    wanted: Parameters<typeof scalarOnly>[0],
  ): Maybe<boolean | null> => {
    const item = items[index];
    if (!item) {
      return unknown ? null : false;
    }
    return after(item.value.run(activation), (value) => {
      const equal = satisfies('=', item.compare(wanted, value));
      return equal === true ? true : search(activation, index + 1, unknown || equal === null, wanted);
    });
  };
  return {
    type: BOOLEAN,
    run: (activation) => after(code.run(activation), (wanted) => search(activation, 0, false, wanted)),
  };
}

function compileLike(unit: Unit, scope: Scope, { operand, pattern, escape }: Of<'like'>): Code {
  const code = compileExpression(unit, scope, operand);
  const like = compileExpression(unit, scope, pattern);
  const escaped = escape ? compileExpression(unit, scope, escape) : constant(NULL_TYPE, null);
  return {
    type: BOOLEAN,
    run: (activation) =>
      after(code.run(activation), (value) =>
        after(like.run(activation), (wanted) =>
          after(escaped.run(activation), (character) => {
            const text = plsqlText(scalarOnly(value), code.type);
            const model = plsqlText(scalarOnly(wanted), like.type);
            return text === null || model === null
              ? null
              : likePattern(model, plsqlText(scalarOnly(character))).test(text);
          }),
        ),
      ),
  };
}
