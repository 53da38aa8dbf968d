import type { Value } from '../database';
import type { ParameterMode } from './host';
import type { Token } from './token';

/** Where something stands in the source; one-based. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export type LiteralFamily = 'string' | 'number' | 'date' | 'timestamp' | 'boolean' | 'null';
export type CursorAttribute = 'FOUND' | 'NOTFOUND' | 'ROWCOUNT' | 'ISOPEN';

/** `name => value`, `key => value` (a qualified expression of a table) or a positional value. */
export interface Argument {
  readonly name?: string;
  readonly key?: Expression;
  readonly value: Expression;
}

/** One dotted part of a name; a part may carry parentheses: `t(1).field`, `pkg.proc(a, b => c)`. */
export interface NamePart {
  /** Upper case unless quoted; '' for a second pair of parentheses, as in `t(1)(2)`. */
  readonly text: string;
  readonly args?: readonly Argument[];
  readonly at: Position;
}

export interface NameExpression {
  readonly kind: 'name';
  readonly parts: readonly NamePart[];
  readonly at: Position;
}

export interface BindExpression {
  readonly kind: 'bind';
  readonly name: string;
  readonly at: Position;
}

export type BinaryOperator =
  'AND' | 'OR' | '=' | '<>' | '<' | '>' | '<=' | '>=' | '+' | '-' | '*' | '/' | '**' | '||' | 'MOD';

export type Expression =
  | { readonly kind: 'literal'; readonly value: Value; readonly family: LiteralFamily; readonly at: Position }
  | BindExpression
  | NameExpression
  | {
      readonly kind: 'attribute';
      readonly of: NameExpression;
      readonly attribute: CursorAttribute;
      readonly at: Position;
    }
  | {
      readonly kind: 'unary';
      readonly operator: '-' | '+' | 'NOT';
      readonly operand: Expression;
      readonly at: Position;
    }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
      readonly at: Position;
    }
  | {
      readonly kind: 'between';
      readonly operand: Expression;
      readonly low: Expression;
      readonly high: Expression;
      readonly at: Position;
    }
  | {
      readonly kind: 'in';
      readonly operand: Expression;
      readonly list: readonly Expression[];
      readonly at: Position;
    }
  | {
      readonly kind: 'like';
      readonly operand: Expression;
      readonly pattern: Expression;
      readonly escape?: Expression;
      readonly at: Position;
    }
  | { readonly kind: 'isNull'; readonly operand: Expression; readonly at: Position }
  | {
      readonly kind: 'case';
      readonly selector?: Expression;
      readonly branches: readonly { readonly when: Expression; readonly then: Expression }[];
      readonly otherwise?: Expression;
      readonly at: Position;
    }
  | { readonly kind: 'cast'; readonly operand: Expression; readonly type: TypeName; readonly at: Position };

export type TypeName =
  | {
      readonly kind: 'named';
      readonly path: readonly string[];
      readonly limits: readonly number[];
      /** VARCHAR2(n CHAR); absent means BYTE. */
      readonly characters?: true;
      readonly at: Position;
    }
  /** `x%TYPE` of a variable or a column. */
  | { readonly kind: 'typeOf'; readonly path: readonly string[]; readonly at: Position }
  /** `x%ROWTYPE` of a table or a cursor. */
  | { readonly kind: 'rowTypeOf'; readonly path: readonly string[]; readonly at: Position };

export interface FieldDeclaration {
  readonly name: string;
  readonly type: TypeName;
  readonly notNull: boolean;
  readonly initial?: Expression;
}

export type TypeDefinition =
  | { readonly kind: 'record'; readonly fields: readonly FieldDeclaration[] }
  /** Without `indexBy`: a nested table or varray. */
  | {
      readonly kind: 'table';
      readonly element: TypeName;
      readonly notNull: boolean;
      readonly indexBy?: TypeName;
    }
  | { readonly kind: 'refCursor' };

export interface ParameterDeclaration {
  readonly name: string;
  readonly mode: ParameterMode;
  readonly type: TypeName;
  readonly initial?: Expression;
  readonly at: Position;
}

export interface SubprogramDeclaration {
  readonly kind: 'subprogram';
  readonly name: string;
  readonly parameters: readonly ParameterDeclaration[];
  /** Present for a function. */
  readonly returns?: TypeName;
  /** Absent in a forward declaration. */
  readonly body?: Block;
  readonly at: Position;
}

export type Declaration =
  | {
      readonly kind: 'variable';
      readonly name: string;
      readonly type: TypeName;
      readonly constant: boolean;
      readonly notNull: boolean;
      readonly initial?: Expression;
      readonly at: Position;
    }
  | {
      readonly kind: 'type';
      readonly name: string;
      readonly definition: TypeDefinition;
      readonly at: Position;
    }
  | { readonly kind: 'subtype'; readonly name: string; readonly type: TypeName; readonly at: Position }
  | { readonly kind: 'exception'; readonly name: string; readonly at: Position }
  | { readonly kind: 'exceptionInit'; readonly name: string; readonly code: number; readonly at: Position }
  | {
      readonly kind: 'cursor';
      readonly name: string;
      readonly parameters: readonly ParameterDeclaration[];
      readonly query: SqlText;
      readonly at: Position;
    }
  | SubprogramDeclaration;

/** A static SQL statement as written, its INTO clause blanked out so that offsets stay. */
export interface SqlText {
  readonly text: string;
  /** Without the end token; offsets are those in `source`, not in `text`. */
  readonly tokens: readonly Token[];
  /** Offset of `text` in the source. */
  readonly start: number;
  readonly source: string;
  readonly at: Position;
}

export type TargetExpression = NameExpression | BindExpression;

export interface Handler {
  /** Exception names as written; OTHERS stands alone. */
  readonly names: readonly NameExpression[];
  readonly body: readonly Statement[];
}

export interface Block {
  readonly kind: 'block';
  readonly label?: string;
  readonly declarations: readonly Declaration[];
  readonly body: readonly Statement[];
  readonly handlers: readonly Handler[];
  readonly at: Position;
}

export interface ConditionalBranch {
  readonly when: Expression;
  readonly body: readonly Statement[];
}

/** `USING IN OUT x`. */
export interface UsingArgument {
  readonly mode: ParameterMode;
  readonly value: Expression;
}

type Loop = { readonly label?: string; readonly body: readonly Statement[]; readonly at: Position };

export type LoopStatement =
  | (Loop & { readonly kind: 'loop' })
  | (Loop & { readonly kind: 'while'; readonly condition: Expression })
  | (Loop & {
      readonly kind: 'forRange';
      readonly variable: string;
      readonly reverse: boolean;
      readonly low: Expression;
      readonly high: Expression;
    })
  | (Loop & { readonly kind: 'forQuery'; readonly variable: string; readonly query: SqlText })
  | (Loop & { readonly kind: 'forCursor'; readonly variable: string; readonly cursor: NameExpression });

export type SqlStatement =
  | {
      readonly kind: 'selectInto';
      readonly query: SqlText;
      readonly bulk: boolean;
      readonly into: readonly TargetExpression[];
      readonly at: Position;
    }
  | { readonly kind: 'dml'; readonly sql: SqlText; readonly at: Position }
  | {
      readonly kind: 'forAll';
      readonly variable: string;
      readonly low: Expression;
      readonly high: Expression;
      readonly sql: SqlText;
      readonly at: Position;
    }
  | {
      readonly kind: 'executeImmediate';
      readonly text: Expression;
      readonly bulk: boolean;
      readonly into: readonly TargetExpression[];
      readonly using: readonly UsingArgument[];
      readonly at: Position;
    }
  | { readonly kind: 'commit'; readonly at: Position }
  | { readonly kind: 'rollback'; readonly savepoint?: string; readonly at: Position }
  | { readonly kind: 'savepoint'; readonly name: string; readonly at: Position };

export type CursorStatement =
  | { readonly kind: 'open'; readonly cursor: NameExpression; readonly at: Position }
  | {
      readonly kind: 'openFor';
      readonly cursor: NameExpression;
      readonly query: SqlText | Expression;
      readonly using: readonly UsingArgument[];
      readonly at: Position;
    }
  | {
      readonly kind: 'fetch';
      readonly cursor: NameExpression;
      readonly bulk: boolean;
      readonly into: readonly TargetExpression[];
      readonly limit?: Expression;
      readonly at: Position;
    }
  | { readonly kind: 'close'; readonly cursor: NameExpression; readonly at: Position };

export type Statement =
  | { readonly kind: 'null'; readonly at: Position }
  | {
      readonly kind: 'assign';
      readonly target: TargetExpression;
      readonly value: Expression;
      readonly at: Position;
    }
  | {
      readonly kind: 'call';
      readonly name: NameExpression;
      readonly into?: TargetExpression;
      readonly at: Position;
    }
  | {
      readonly kind: 'if';
      readonly branches: readonly ConditionalBranch[];
      readonly otherwise?: readonly Statement[];
      readonly at: Position;
    }
  | {
      readonly kind: 'caseStatement';
      readonly selector?: Expression;
      readonly branches: readonly ConditionalBranch[];
      readonly otherwise?: readonly Statement[];
      readonly at: Position;
    }
  | {
      readonly kind: 'exit' | 'continue';
      readonly label?: string;
      readonly when?: Expression;
      readonly at: Position;
    }
  | { readonly kind: 'return'; readonly value?: Expression; readonly at: Position }
  | { readonly kind: 'raise'; readonly exception?: NameExpression; readonly at: Position }
  | Block
  | LoopStatement
  | SqlStatement
  | CursorStatement;
