import { OraError } from '../../oraError';
import { quoteName } from '../engine/sqlite';
import type { Block, Expression, OrderItem, Query, QueryBody } from '../parser/ast';
import { emitBlockBody } from './blockEmitter';
import { INTERNAL } from './conversions';
import type { Environment } from './environment';
import { ParameterList } from './environment';
import { ExpressionEmitter } from './expressionEmitter';
import type { EmittedQuery } from './expressionEmitter';
import { direction } from './ordering';
import { Scope } from './scope';
import type { SourceServices } from './sourceEmitter';
import { commonType } from './types';
import type { OutputColumn } from './types';

const SET_OPERATORS = {
  UNION: 'UNION',
  'UNION ALL': 'UNION ALL',
  INTERSECT: 'INTERSECT',
  MINUS: 'EXCEPT',
} as const;

interface CommonTable {
  readonly label: string;
  readonly columns: readonly OutputColumn[];
}

/** Writes queries: WITH, set operations, ORDER BY, OFFSET and FETCH; blocks are in blockEmitter.ts. */
export class QueryEmitter implements SourceServices {
  readonly expressions: ExpressionEmitter;
  private readonly commonTables: Map<string, CommonTable>[] = [];
  private labels = 0;

  constructor(
    environment: Environment,
    occurrences: ReadonlyMap<number, number>,
    readonly parameters = new ParameterList(),
  ) {
    this.expressions = new ExpressionEmitter(environment, parameters, occurrences, (query, parent) =>
      this.emitQuery(query, parent),
    );
  }

  nextLabel(): string {
    return `t${++this.labels}`;
  }

  commonTable(name: string): CommonTable | undefined {
    for (const tables of [...this.commonTables].reverse()) {
      const found = tables.get(name);
      if (found) return found;
    }
    return undefined;
  }

  emitQuery(query: Query, parent: Scope | undefined): EmittedQuery {
    const tables = new Map<string, CommonTable>();
    this.commonTables.push(tables);
    try {
      const definitions = query.with.map(({ name, columns: names, query: inner }) => {
        const { sql, columns } = this.emitQuery(inner, parent);
        if (names.length > 0 && names.length !== columns.length) {
          throw new OraError(
            32038,
            'number of WITH clause column names does not match number of elements in select list',
            name.start,
          );
        }
        const renamed = columns.map((column, i) => ({ ...column, name: names[i]?.text ?? column.name }));
        const label = this.nextLabel();
        tables.set(name.text, { label, columns: renamed });
        return `${label}(${renamed.map((column) => quoteName(column.name)).join(', ')}) AS (${sql})`;
      });
      const { sql, columns } = this.withoutCommonTables(query, parent);
      return { sql: definitions.length > 0 ? `WITH ${definitions.join(', ')} ${sql}` : sql, columns };
    } finally {
      this.commonTables.pop();
    }
  }

  private withoutCommonTables(query: Query, parent: Scope | undefined): EmittedQuery {
    const { body, orderBy } = query;
    if (body.kind === 'block') {
      const { sql, columns } = emitBlockBody(body, orderBy, this.limits(query), parent, this);
      return { sql, columns };
    }
    const { sql, columns } = this.emitBody(body, parent);
    const order = orderBy.map((item) => this.outputOrder(item, columns)).join(', ');
    return { sql: sql + (order && ` ORDER BY ${order}`) + this.limits(query), columns };
  }

  private emitBody(body: QueryBody, parent: Scope | undefined): EmittedQuery {
    if (body.kind === 'block') return this.emitBlock(body, parent);
    if (body.kind === 'nested') {
      const { sql, columns } = this.emitQuery(body.query, parent);
      return { sql: `SELECT * FROM (${sql})`, columns };
    }
    const left = this.emitBody(body.left, parent);
    const right = this.emitBody(body.right, parent);
    if (left.columns.length !== right.columns.length) {
      throw new OraError(1789, 'query block has incorrect number of result columns', body.start);
    }
    const columns = left.columns.map((column, i) => {
      const other = right.columns[i] ?? column;
      return {
        name: column.name,
        type: commonType([column.type, other.type]),
        nullable: column.nullable || other.nullable,
      };
    });
    return { sql: `${left.sql} ${SET_OPERATORS[body.operator]} ${right.sql}`, columns };
  }

  private emitBlock(block: Block, parent: Scope | undefined): EmittedQuery {
    return emitBlockBody(block, [], '', parent, this);
  }

  /** After a set operation only output columns and their positions can be sorted by. */
  private outputOrder(item: OrderItem, columns: readonly OutputColumn[]): string {
    const { value } = item;
    const position =
      value.kind === 'number'
        ? Number(value.text)
        : value.kind === 'reference'
          ? columns.findIndex(({ name }) => name === value.path.at(-1)?.text) + 1
          : 0;
    if (position < 1 || position > columns.length) {
      throw new OraError(1785, 'ORDER BY item must be the number of a SELECT-list expression', value.start);
    }
    return `${position}${direction(item)}`;
  }

  private limits({ offset, limit }: Query): string {
    if (!offset && !limit) return '';
    const emit = (value: Expression): string =>
      `${INTERNAL.limit}(${this.expressions.emit(value, new Scope()).sql})`;
    return ` LIMIT ${limit ? emit(limit) : '-1'} OFFSET ${offset ? emit(offset) : '0'}`;
  }
}
