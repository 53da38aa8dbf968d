import { OraError } from '../../oraError';
import { quoteText } from '../engine/sqlite';
import type { Expression, Query } from '../parser/ast';
import { CallEmitter } from './callEmitter';
import { compare, concatenate, toText } from './conversions';
import { arithmetic } from './arithmetic';
import type { Environment, ParameterList } from './environment';
import { datetimeLiteral, intervalLiteral } from './literals';
import { ReferenceEmitter } from './referenceEmitter';
import type { Scope } from './scope';
import { BOOLEAN_TYPE, NULL_TYPE, NUMBER_TYPE, commonType, varchar2 } from './types';
import type { Emitted, OutputColumn } from './types';

export interface EmittedQuery {
  readonly sql: string;
  readonly columns: readonly OutputColumn[];
}

/** Turns expressions into SQLite text with their Oracle types. */
export class ExpressionEmitter {
  private readonly references: ReferenceEmitter;
  private readonly calls: CallEmitter;

  constructor(
    readonly environment: Environment,
    readonly parameters: ParameterList,
    /** Occurrence number of each placeholder by its offset in the statement. */
    private readonly occurrences: ReadonlyMap<number, number>,
    private readonly emitQuery: (query: Query, parent: Scope) => EmittedQuery,
  ) {
    this.references = new ReferenceEmitter(environment, parameters);
    this.calls = new CallEmitter(environment, this);
  }

  emit(node: Expression, scope: Scope): Emitted {
    switch (node.kind) {
      case 'number':
        return { sql: node.text.replace(/[fd]$/i, ''), type: NUMBER_TYPE, nullable: false };
      case 'string':
        if (node.text === '') return { sql: 'NULL', type: NULL_TYPE };
        return {
          sql: quoteText(node.text),
          type: { name: 'CHAR', size: Buffer.byteLength(node.text) },
          nullable: false,
        };
      case 'null':
        return { sql: 'NULL', type: NULL_TYPE };
      case 'boolean':
        return { sql: node.value ? '1' : '0', type: BOOLEAN_TYPE, nullable: false };
      case 'date':
      case 'timestamp':
        return datetimeLiteral(node.kind, node.text, node.start);
      case 'interval':
        return intervalLiteral(node);
      case 'default':
        throw new OraError(936, 'missing expression', node.start);
      case 'bind':
        return this.bind(node.name, node.start);
      case 'reference':
        return this.references.emit(node, scope);
      case 'call':
        return this.calls.emit(node, scope);
      case 'unary':
        return this.unary(node, scope);
      case 'binary':
        return this.binary(node, scope);
      case 'subquery':
        return this.scalarSubquery(node.query, scope, node.start);
      case 'case':
        return this.caseExpression(node, scope);
      case 'cast':
        return this.calls.cast(node, scope);
      case 'extract':
        return this.calls.extract(node, scope);
      case 'row':
        return {
          sql: `(${node.items.map((item) => this.emit(item, scope).sql).join(', ')})`,
          type: NULL_TYPE,
        };
      default:
        return this.condition(node, scope);
    }
  }

  private bind(name: string, start: number): Emitted {
    const occurrence = this.occurrences.get(start) ?? 0;
    return {
      sql: this.parameters.add({ kind: 'bind', occurrence, name }),
      type: this.environment.bindType(occurrence, name),
    };
  }

  private unary(node: Extract<Expression, { kind: 'unary' }>, scope: Scope): Emitted {
    if (node.operator === 'PRIOR') throw new OraError(3001, 'unimplemented feature: PRIOR', node.start);
    const operand = this.emit(node.operand, scope);
    if (node.operator === 'NOT') return { sql: `(NOT ${operand.sql})`, type: BOOLEAN_TYPE };
    return { ...operand, sql: `(${node.operator} ${operand.sql})` };
  }

  private binary(node: Extract<Expression, { kind: 'binary' }>, scope: Scope): Emitted {
    const left = this.emit(node.left, scope);
    const right = this.emit(node.right, scope);
    switch (node.operator) {
      case 'AND':
      case 'OR':
        return { sql: `(${left.sql} ${node.operator} ${right.sql})`, type: BOOLEAN_TYPE };
      case '||':
        return concatenate(left, right);
      case '+':
      case '-':
      case '*':
      case '/':
        return arithmetic(node.operator, left, right, node.start);
      default:
        return compare(node.operator, left, right);
    }
  }

  private condition(
    node: Extract<Expression, { kind: 'isNull' | 'between' | 'like' | 'in' | 'exists' }>,
    scope: Scope,
  ): Emitted {
    if (node.kind === 'exists') {
      return { sql: `EXISTS (${this.emitQuery(node.query, scope).sql})`, type: BOOLEAN_TYPE };
    }
    const operand = this.emit(node.operand, scope);
    const not = node.negated ? 'NOT ' : '';
    switch (node.kind) {
      case 'isNull':
        return { sql: `(${operand.sql} IS ${not}NULL)`, type: BOOLEAN_TYPE };
      case 'between': {
        const low = compare('>=', operand, this.emit(node.low, scope));
        const high = compare('<=', operand, this.emit(node.high, scope));
        return { sql: `(${not}(${low.sql} AND ${high.sql}))`, type: BOOLEAN_TYPE };
      }
      case 'like': {
        const pattern = toText(this.emit(node.pattern, scope));
        const escape = node.escape ? ` ESCAPE ${this.emit(node.escape, scope).sql}` : '';
        return { sql: `(${toText(operand)} ${not}LIKE ${pattern}${escape})`, type: BOOLEAN_TYPE };
      }
      case 'in':
        return this.inCondition(node, operand, scope);
    }
  }

  private inCondition(node: Extract<Expression, { kind: 'in' }>, operand: Emitted, scope: Scope): Emitted {
    const not = node.negated ? 'NOT ' : '';
    if ('body' in node.list) {
      const { sql } = this.emitQuery(node.list, scope);
      return { sql: `(${operand.sql} ${not}IN (${sql}))`, type: BOOLEAN_TYPE };
    }
    if (node.operand.kind === 'row') {
      const rows = node.list.map((item) => `VALUES ${this.emit(item, scope).sql}`);
      return { sql: `(${operand.sql} ${not}IN (${rows.join(' UNION ALL ')}))`, type: BOOLEAN_TYPE };
    }
    const equals = node.list.map((item) => compare('=', operand, this.emit(item, scope)).sql);
    return { sql: `(${not}(${equals.join(' OR ')}))`, type: BOOLEAN_TYPE };
  }

  private scalarSubquery(query: Query, scope: Scope, start: number): Emitted {
    const { sql, columns } = this.emitQuery(query, scope);
    const [first] = columns;
    if (!first) throw new OraError(913, 'too many values', start);
    return { sql: `(${sql})`, type: columns.length === 1 ? first.type : NULL_TYPE };
  }

  private caseExpression(node: Extract<Expression, { kind: 'case' }>, scope: Scope): Emitted {
    const operand = node.operand && this.emit(node.operand, scope);
    const thens: Emitted[] = [];
    const branches = node.branches.map(({ when, then }) => {
      const condition = this.emit(when, scope);
      const value = this.emit(then, scope);
      thens.push(value);
      return `WHEN ${operand ? compare('=', operand, condition).sql : condition.sql} THEN ${value.sql}`;
    });
    const otherwise = node.otherwise && this.emit(node.otherwise, scope);
    if (otherwise) thens.push(otherwise);
    const type = commonType(thens.map((value) => value.type));
    return {
      sql: `CASE ${branches.join(' ')} ELSE ${otherwise?.sql ?? 'NULL'} END`,
      type: type.name === 'CHAR' ? varchar2(type.size ?? undefined) : type,
    };
  }
}
