/** The part of Oracle's SQL that the sandbox understands, as a tree. Offsets point into the statement. */

export interface Name {
  readonly text: string;
  readonly quoted: boolean;
  readonly start: number;
}

interface Located {
  readonly start: number;
  readonly end: number;
}

export type Expression = Located &
  (
    | { readonly kind: 'number' | 'string' | 'date' | 'timestamp'; readonly text: string }
    | { readonly kind: 'interval'; readonly text: string; readonly unit: string; readonly toUnit?: string }
    | { readonly kind: 'null' | 'default' }
    | { readonly kind: 'boolean'; readonly value: boolean }
    | { readonly kind: 'bind'; readonly name: string }
    | { readonly kind: 'reference'; readonly path: readonly Name[]; readonly outerJoin: boolean }
    | CallExpression
    | { readonly kind: 'unary'; readonly operator: '-' | '+' | 'NOT' | 'PRIOR'; readonly operand: Expression }
    | {
        readonly kind: 'binary';
        readonly operator: string;
        readonly left: Expression;
        readonly right: Expression;
      }
    | { readonly kind: 'isNull'; readonly operand: Expression; readonly negated: boolean }
    | {
        readonly kind: 'between';
        readonly operand: Expression;
        readonly low: Expression;
        readonly high: Expression;
        readonly negated: boolean;
      }
    | {
        readonly kind: 'like';
        readonly operand: Expression;
        readonly pattern: Expression;
        readonly escape?: Expression;
        readonly negated: boolean;
      }
    | {
        readonly kind: 'in';
        readonly operand: Expression;
        readonly list: readonly Expression[] | Query;
        readonly negated: boolean;
      }
    | { readonly kind: 'exists'; readonly query: Query }
    | { readonly kind: 'subquery'; readonly query: Query }
    | { readonly kind: 'row'; readonly items: readonly Expression[] }
    | {
        readonly kind: 'case';
        readonly operand?: Expression;
        readonly branches: readonly { readonly when: Expression; readonly then: Expression }[];
        readonly otherwise?: Expression;
      }
    | { readonly kind: 'cast'; readonly operand: Expression; readonly type: TypeName }
    | { readonly kind: 'extract'; readonly field: string; readonly operand: Expression }
  );

export interface CallExpression extends Located {
  readonly kind: 'call';
  readonly path: readonly Name[];
  readonly args: readonly Argument[];
  readonly star: boolean;
  readonly distinct: boolean;
  /** LISTAGG and its like: WITHIN GROUP (ORDER BY ...). */
  readonly withinGroup?: readonly OrderItem[];
  readonly over?: Window;
}

export interface Argument {
  readonly name?: string;
  readonly value: Expression;
}

export interface Window {
  readonly partition: readonly Expression[];
  readonly order: readonly OrderItem[];
  /** ROWS or RANGE clause as written. */
  readonly frame?: string;
}

export interface OrderItem {
  readonly value: Expression;
  readonly descending: boolean;
  readonly nulls?: 'FIRST' | 'LAST';
}

export interface TypeName {
  /** e.g. VARCHAR2, TIMESTAMP WITH TIME ZONE. */
  readonly name: string;
  readonly arguments: readonly number[];
}

export type SelectItem =
  | { readonly kind: 'star'; readonly qualifier: readonly Name[]; readonly start: number }
  | {
      readonly kind: 'expression';
      readonly value: Expression;
      readonly alias?: Name;
      readonly heading: string;
    };

export type Source =
  | { readonly kind: 'table'; readonly path: readonly Name[]; readonly alias?: Name; readonly start: number }
  | { readonly kind: 'derived'; readonly query: Query; readonly alias?: Name; readonly start: number }
  | {
      readonly kind: 'join';
      readonly type: 'INNER' | 'LEFT' | 'RIGHT' | 'FULL' | 'CROSS';
      readonly left: Source;
      readonly right: Source;
      readonly on?: Expression;
      readonly using?: readonly Name[];
      readonly natural: boolean;
      readonly start: number;
    };

export interface Block {
  readonly kind: 'block';
  readonly distinct: boolean;
  readonly items: readonly SelectItem[];
  readonly from: readonly Source[];
  readonly where?: Expression;
  readonly groupBy: readonly Expression[];
  readonly having?: Expression;
  readonly start: number;
}

export interface SetOperation {
  readonly kind: 'set';
  readonly operator: 'UNION' | 'UNION ALL' | 'INTERSECT' | 'MINUS';
  readonly left: QueryBody;
  readonly right: QueryBody;
  readonly start: number;
}

/** A query in parentheses may carry its own ORDER BY and limits. */
export type QueryBody = Block | SetOperation | { readonly kind: 'nested'; readonly query: Query };

export interface Query {
  readonly with: readonly { readonly name: Name; readonly columns: readonly Name[]; readonly query: Query }[];
  readonly body: QueryBody;
  readonly orderBy: readonly OrderItem[];
  readonly offset?: Expression;
  readonly limit?: Expression;
  readonly forUpdate: boolean;
}

export interface TableTarget {
  readonly path: readonly Name[];
  readonly alias?: Name;
  readonly start: number;
}

export interface Assignment {
  readonly columns: readonly Name[];
  /** One expression, or a subquery when several columns are set. */
  readonly value: Expression;
}

export type Statement =
  | { readonly kind: 'select'; readonly query: Query }
  | {
      readonly kind: 'insert';
      readonly target: TableTarget;
      readonly columns: readonly Name[];
      readonly values?: readonly Expression[];
      readonly query?: Query;
      readonly valuesStart: number;
    }
  | {
      readonly kind: 'update';
      readonly target: TableTarget;
      readonly assignments: readonly Assignment[];
      readonly where?: Expression;
    }
  | { readonly kind: 'delete'; readonly target: TableTarget; readonly where?: Expression }
  | {
      readonly kind: 'merge';
      readonly target: TableTarget;
      readonly source: Source;
      readonly on: Expression;
      readonly update?: {
        readonly assignments: readonly Assignment[];
        readonly where?: Expression;
        readonly deleteWhere?: Expression;
      };
      readonly insert?: {
        readonly columns: readonly Name[];
        readonly values: readonly Expression[];
        readonly where?: Expression;
        readonly valuesStart: number;
      };
    };
