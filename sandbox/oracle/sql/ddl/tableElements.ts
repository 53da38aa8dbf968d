import type { OracleTypeName } from '../../database';
import type { ColumnRecord, ConstraintRecord } from '../../dictionary/records';
import { OraError } from '../../oraError';
import type { Name, TypeName } from '../parser/ast';
import type { TokenCursor } from '../parser/cursor';
import { parseTypeName } from '../parser/typeName';
import { systemName } from './context';
import type { DdlContext } from './context';
import {
  emitCondition,
  emitDefault,
  parseDefaultExpression,
  parseDefinitionExpression,
} from './definitionExpressions';
import { createIdentitySequence } from './identity';

/** Collects the columns and constraints of CREATE TABLE and ALTER TABLE ADD. */
export class TableElements {
  readonly columns: ColumnRecord[];
  readonly constraints: ConstraintRecord[] = [];
  private readonly checks: (() => void)[] = [];

  constructor(
    private readonly context: DdlContext,
    private readonly cursor: TokenCursor,
    private readonly owner: string,
    private readonly table: string,
    existing: readonly ColumnRecord[] = [],
  ) {
    this.columns = [...existing];
  }

  /** Checks may name columns that come later in the list. */
  finish(): void {
    for (const check of this.checks) check();
  }

  element(): void {
    if (this.isConstraint()) this.tableConstraint();
    else this.column();
  }

  isConstraint(): boolean {
    const { cursor } = this;
    if (cursor.isWord('CONSTRAINT') || cursor.isWord('CHECK') || cursor.isWord('UNIQUE')) return true;
    return (cursor.isWord('PRIMARY') || cursor.isWord('FOREIGN')) && cursor.isWord('KEY', 1);
  }

  column(): void {
    const { cursor } = this;
    const name = cursor.name(904, 'invalid identifier');
    if (this.columns.some(({ NAME }) => NAME === name.text)) {
      throw new OraError(957, 'duplicate column name', name.start);
    }
    let column = this.newColumn(name, parseTypeName(cursor));
    const position = this.columns.push(column) - 1;
    const change = (changes: Partial<ColumnRecord>): void => {
      column = { ...column, ...changes };
      this.columns[position] = column;
    };
    for (;;) {
      if (cursor.takeWords('DEFAULT')) {
        cursor.takeWords('ON', 'NULL');
        const value = parseDefaultExpression(cursor);
        change({
          DEFAULT_TEXT: cursor.source.slice(value.start, value.end),
          DEFAULT_SQL: emitDefault(this.context, value, column),
        });
      } else if (cursor.takeWords('GENERATED')) {
        change(createIdentitySequence(this.context, cursor, this.owner));
      } else if (cursor.takeWords('NOT', 'NULL')) {
        change({ NULLABLE: 'N' });
      } else if (!cursor.takeWords('NULL') && !this.inlineConstraint(name)) {
        return;
      }
    }
  }

  private newColumn(name: Name, type: TypeName): ColumnRecord {
    const [first, second] = type.arguments;
    const sized = ['VARCHAR2', 'CHAR', 'RAW'].includes(type.name);
    const number = type.name === 'NUMBER';
    const timestamp = type.name.startsWith('TIMESTAMP');
    if (sized && (first ?? 1) > 32767)
      throw new OraError(910, 'specified length too long for its datatype', name.start);
    return {
      OWNER: this.owner,
      TABLE_NAME: this.table,
      NAME: name.text,
      POSITION: this.columns.length + 1,
      TYPE: type.name as OracleTypeName,
      LENGTH: sized ? (first ?? 1) : null,
      PRECISION: number ? (first ?? null) : null,
      SCALE: timestamp ? (first ?? 6) : number ? (second ?? (first === undefined ? null : 0)) : null,
      NULLABLE: 'Y',
      DEFAULT_TEXT: null,
      DEFAULT_SQL: null,
      IDENTITY: null,
      COMMENTS: null,
    };
  }

  private inlineConstraint(column: Name): boolean {
    const { cursor } = this;
    const named = cursor.takeWords('CONSTRAINT');
    const name = named ? cursor.name(904, 'invalid identifier').text : undefined;
    if (named && cursor.takeWords('NOT', 'NULL')) {
      const index = this.columns.findIndex(({ NAME }) => NAME === column.text);
      this.columns[index] = { ...(this.columns[index] as ColumnRecord), NULLABLE: 'N' };
      return true;
    }
    if (cursor.takeWords('PRIMARY', 'KEY')) this.add('P', [column.text], name);
    else if (cursor.takeWords('UNIQUE')) this.add('U', [column.text], name);
    else if (cursor.takeWords('CHECK')) this.check(name);
    else if (cursor.isWord('REFERENCES')) this.references([column.text], name);
    else if (named) cursor.fail(2253, 'constraint specification not allowed here');
    else return false;
    this.constraintState();
    return true;
  }

  tableConstraint(): void {
    const { cursor } = this;
    const name = cursor.takeWords('CONSTRAINT') ? cursor.name(904, 'invalid identifier').text : undefined;
    if (cursor.takeWords('PRIMARY', 'KEY')) this.add('P', this.columnNames(), name);
    else if (cursor.takeWords('UNIQUE')) this.add('U', this.columnNames(), name);
    else if (cursor.takeWords('CHECK')) this.check(name);
    else if (cursor.takeWords('FOREIGN', 'KEY')) this.references(this.columnNames(), name);
    else cursor.fail(904, ': invalid identifier');
    this.constraintState();
  }

  /** How and when a constraint is checked; the sandbox always checks at once. */
  private constraintState(): void {
    const { cursor } = this;
    while (cursor.takeOneOf(['ENABLE', 'VALIDATE', 'RELY', 'NORELY']) !== undefined);
    if (cursor.isWord('DISABLE') || cursor.isWord('DEFERRABLE') || cursor.isWord('INITIALLY')) {
      cursor.fail(3001, `unimplemented feature: ${cursor.current.text} constraint`);
    }
    if (cursor.takeWords('USING', 'INDEX') && cursor.isOperator('(')) {
      cursor.fail(3001, 'unimplemented feature: USING INDEX (...)');
    }
  }

  private columnNames(): string[] {
    const { cursor } = this;
    cursor.openParenthesis();
    const names = cursor.list(() => cursor.name(904, 'invalid identifier'));
    cursor.closeParenthesis();
    for (const name of names) {
      if (!this.columns.some(({ NAME }) => NAME === name.text)) {
        throw new OraError(904, `"${name.text}": invalid identifier`, name.start);
      }
    }
    return names.map(({ text }) => text);
  }

  private check(name: string | undefined): void {
    const { cursor } = this;
    cursor.openParenthesis();
    const condition = parseDefinitionExpression(cursor);
    cursor.closeParenthesis();
    const text = cursor.source.slice(condition.start, condition.end);
    const index = this.add('C', [], name, { CONDITION: text });
    this.checks.push(() => {
      const sql = emitCondition(this.context, condition, this.columns);
      this.constraints[index] = { ...(this.constraints[index] as ConstraintRecord), CONDITION_SQL: sql };
    });
  }

  private references(columns: readonly string[], name: string | undefined): void {
    const { cursor, context } = this;
    cursor.expectWord('REFERENCES', 905, 'missing keyword');
    const path = cursor.path();
    const object = context.catalog.resolve(this.owner, path);
    const own = path.at(-1)?.text === this.table && path.length === 1;
    const parent = own ? { owner: this.owner, name: this.table } : object;
    if (!parent) throw new OraError(942, 'table or view does not exist', path[0]?.start ?? 0);
    if (!own && !context.access.may('REFERENCES', parent.owner, parent.name)) {
      throw new OraError(1031, 'insufficient privileges', path[0]?.start ?? 0);
    }
    const referenced = cursor.isOperator('(') ? this.parentColumns() : undefined;
    const candidates = [
      ...context.catalog.constraints.where({ OWNER: parent.owner, TABLE_NAME: parent.name }),
      ...(own ? this.constraints : []),
    ].filter(({ TYPE }) => TYPE === 'P' || TYPE === 'U');
    const key = candidates.find(({ TYPE, COLUMNS }) =>
      referenced ? COLUMNS === referenced.join(',') : TYPE === 'P',
    );
    if (!key) {
      const [number, text] = referenced
        ? [2270, 'no matching unique or primary key for this column-list']
        : [2268, 'referenced table does not have a primary key'];
      throw new OraError(number as number, text as string, path[0]?.start ?? 0);
    }
    const cascade = cursor.takeWords('ON', 'DELETE', 'CASCADE');
    const setNull = !cascade && cursor.takeWords('ON', 'DELETE', 'SET', 'NULL');
    const rule = cascade ? 'CASCADE' : setNull ? 'SET NULL' : 'NO ACTION';
    this.add('R', columns, name, { R_OWNER: key.OWNER, R_NAME: key.NAME, DELETE_RULE: rule });
  }

  private parentColumns(): string[] {
    const { cursor } = this;
    cursor.openParenthesis();
    const names = cursor.list(() => cursor.name(904, 'invalid identifier').text);
    cursor.closeParenthesis();
    return names;
  }

  private add(
    type: ConstraintRecord['TYPE'],
    columns: readonly string[],
    given: string | undefined,
    rest: Partial<ConstraintRecord> = {},
  ): number {
    const { context, owner } = this;
    if (given !== undefined && context.catalog.constraints.get({ OWNER: owner, NAME: given })) {
      this.cursor.fail(2264, 'name already used by an existing constraint');
    }
    const name = given ?? systemName(context, 'SYS_C');
    return (
      this.constraints.push({
        OWNER: owner,
        NAME: name,
        TYPE: type,
        TABLE_NAME: this.table,
        COLUMNS: columns.join(','),
        R_OWNER: null,
        R_NAME: null,
        CONDITION: null,
        CONDITION_SQL: null,
        DELETE_RULE: null,
        ...rest,
      }) - 1
    );
  }
}
