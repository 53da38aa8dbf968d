import type { Name } from '../sql/parser/ast';
import type { Sqlite } from '../sql/engine/sqlite';
import { OraError } from '../oraError';
import type * as records from './records';
import type { ColumnRecord, ObjectRecord } from './records';
import { RecordTable } from './recordTable';

/** A table or view that SQL can name. */
export interface TableInfo {
  readonly owner: string;
  readonly name: string;
  readonly type: 'TABLE' | 'VIEW';
  readonly columns: readonly ColumnRecord[];
}

export interface ResolvedObject {
  readonly owner: string;
  readonly name: string;
  readonly type: ObjectRecord['TYPE'];
}

const MAX_SYNONYM_HOPS = 5;

/** The data dictionary: what exists and under which name. Who may use it is access.ts. */
export class Catalog {
  /** Grows with every change, so that translations made before it are dropped. */
  version = 0;

  readonly users: RecordTable<records.UserRecord>;
  readonly defaultTablespaces: RecordTable<records.DefaultTablespaceRecord>;
  readonly quotas: RecordTable<records.QuotaRecord>;
  readonly roles: RecordTable<records.RoleRecord>;
  readonly roleGrants: RecordTable<records.RoleGrantRecord>;
  readonly systemGrants: RecordTable<records.SystemGrantRecord>;
  readonly objectGrants: RecordTable<records.ObjectGrantRecord>;
  readonly objects: RecordTable<records.ObjectRecord>;
  readonly columns: RecordTable<records.ColumnRecord>;
  readonly constraints: RecordTable<records.ConstraintRecord>;
  readonly indexes: RecordTable<records.IndexRecord>;
  readonly synonyms: RecordTable<records.SynonymRecord>;
  readonly sequences: RecordTable<records.SequenceRecord>;
  readonly dependencies: RecordTable<records.DependencyRecord>;
  readonly subprograms: RecordTable<records.SubprogramRecord>;
  readonly arguments: RecordTable<records.ArgumentRecord>;

  private readonly tables = new Map<string, TableInfo>();
  private readonly dictionaryTables: ReadonlyMap<string, TableInfo>;
  private lastId: number | undefined;

  constructor(sqlite: Sqlite) {
    const table = <T extends { readonly [Field in keyof T]: string | number | null }>(
      name: string,
      key: readonly (keyof T & string)[],
      rest: readonly (keyof T & string)[],
      group: readonly (keyof T & string)[] = [],
    ): RecordTable<T> => new RecordTable<T>(name, [...key, ...rest], key, group, sqlite);

    this.users = table('USER$', ['NAME'], ['ID', 'PASSWORD', 'STATUS', 'CREATED', 'MAINTAINED']);
    this.defaultTablespaces = table('USERTS$', ['USERNAME'], ['TABLESPACE']);
    this.quotas = table('TSQ$', ['USERNAME', 'TABLESPACE'], ['MAX_BYTES']);
    this.roles = table('ROLE$', ['NAME'], ['ID']);
    this.roleGrants = table('SYSAUTH$', ['GRANTEE', 'ROLE'], ['ADMIN_OPTION']);
    this.systemGrants = table('PRIVAUTH$', ['GRANTEE', 'PRIVILEGE'], ['ADMIN_OPTION']);
    this.objectGrants = table(
      'OBJAUTH$',
      ['GRANTEE', 'OWNER', 'NAME', 'PRIVILEGE'],
      ['GRANTABLE', 'GRANTOR'],
    );
    this.objects = table(
      'OBJ$',
      ['OWNER', 'NAME', 'TYPE'],
      ['ID', 'CREATED', 'CHANGED', 'BODY', 'COMMENTS'],
      ['OWNER', 'NAME'],
    );
    this.columns = table(
      'COL$',
      ['OWNER', 'TABLE_NAME', 'NAME'],
      [
        ...(['POSITION', 'TYPE', 'LENGTH', 'PRECISION', 'SCALE', 'NULLABLE'] as const),
        ...(['DEFAULT_TEXT', 'DEFAULT_SQL', 'IDENTITY', 'COMMENTS'] as const),
      ],
      ['OWNER', 'TABLE_NAME'],
    );
    this.constraints = table(
      'CON$',
      ['OWNER', 'NAME'],
      [
        ...(['TYPE', 'TABLE_NAME', 'COLUMNS', 'R_OWNER', 'R_NAME'] as const),
        ...(['CONDITION', 'CONDITION_SQL', 'DELETE_RULE'] as const),
      ],
      ['OWNER', 'TABLE_NAME'],
    );
    this.indexes = table(
      'IND$',
      ['OWNER', 'NAME'],
      ['TABLE_OWNER', 'TABLE_NAME', 'COLUMNS', 'UNIQUENESS'],
      ['TABLE_OWNER', 'TABLE_NAME'],
    );
    this.synonyms = table('SYN$', ['OWNER', 'NAME'], ['TABLE_OWNER', 'TABLE_NAME']);
    this.sequences = table(
      'SEQ$',
      ['OWNER', 'NAME'],
      ['INCREMENT_BY', 'MIN_VALUE', 'MAX_VALUE', 'CYCLE_FLAG', 'NEXT_VALUE'],
    );
    this.dependencies = table(
      'DEPENDENCY$',
      ['OWNER', 'NAME', 'TYPE', 'REFERENCED_OWNER', 'REFERENCED_NAME', 'REFERENCED_TYPE'],
      [],
    );
    this.subprograms = table(
      'PROCEDURE$',
      ['OWNER', 'PACKAGE_NAME', 'NAME', 'OVERLOAD'],
      ['SUBPROGRAM_ID', 'AUTHID'],
    );
    this.arguments = table(
      'ARGUMENT$',
      ['OWNER', 'PACKAGE_NAME', 'OBJECT_NAME', 'SUBPROGRAM_ID', 'POSITION'],
      ['OVERLOAD', 'ARGUMENT_NAME', 'DATA_TYPE', 'DEFAULTED', 'IN_OUT'],
    );
    this.dictionaryTables = new Map(
      this.recordTables.map(({ name, columns }) => [`SYS.${name}`, dictionaryTable(name, columns)]),
    );
  }

  private get recordTables(): readonly {
    readonly name: string;
    readonly columns: readonly string[];
    load(): void;
  }[] {
    return [
      ...[this.users, this.roles, this.roleGrants, this.systemGrants, this.objectGrants, this.objects],
      ...[this.columns, this.constraints, this.indexes, this.synonyms, this.sequences],
      ...[this.dependencies, this.subprograms, this.arguments, this.defaultTablespaces, this.quotas],
    ];
  }

  /** Reads everything from SQLite: at the start, and after a rolled-back change. */
  load(): void {
    for (const table of this.recordTables) table.load();
    this.lastId = undefined;
    this.changed();
  }

  changed(): void {
    this.version++;
    this.tables.clear();
  }

  table(owner: string, name: string): TableInfo | undefined {
    const key = `${owner}.${name}`;
    const known = this.tables.get(key) ?? this.dictionaryTables.get(key);
    if (known) return known;
    const type = this.kind(owner, name);
    if (type !== 'TABLE' && type !== 'VIEW') return undefined;
    const columns = [...this.columns.inGroup(owner, name)].sort((a, b) => a.POSITION - b.POSITION);
    const table: TableInfo = { owner, name, type, columns };
    this.tables.set(key, table);
    return table;
  }

  /** Indexes have a name space of their own and are not found here. */
  kind(owner: string, name: string): ObjectRecord['TYPE'] | undefined {
    if (this.dictionaryTables.has(`${owner}.${name}`)) return 'TABLE';
    return this.objects.inGroup(owner, name).find(({ TYPE }) => TYPE !== 'INDEX')?.TYPE;
  }

  /** `name` or `owner.name` as seen from `schema`, through private and public synonyms. */
  resolve(schema: string, path: readonly Pick<Name, 'text'>[]): ResolvedObject | undefined {
    const [first, second] = path;
    if (!first || path.length > 2) return undefined;
    if (second) return this.follow(first.text, second.text);
    return this.follow(schema, first.text) ?? this.follow('PUBLIC', first.text);
  }

  private follow(owner: string, name: string): ResolvedObject | undefined {
    for (let hop = 0; hop < MAX_SYNONYM_HOPS; hop++) {
      const type = this.kind(owner, name);
      if (type === undefined) return undefined;
      if (type !== 'SYNONYM') return { owner, name, type };
      const synonym = this.synonyms.get({ OWNER: owner, NAME: name });
      if (!synonym) return undefined;
      ({ TABLE_OWNER: owner, TABLE_NAME: name } = synonym);
    }
    throw new OraError(1775, 'looping chain of synonyms');
  }

  nextObjectId(): number {
    this.lastId ??= [...this.objects.all(), ...this.users.all(), ...this.roles.all()].reduce(
      (highest, { ID }) => Math.max(highest, ID),
      100,
    );
    return ++this.lastId;
  }
}

const NUMBERS = new Set([
  ...['ID', 'POSITION', 'LENGTH', 'PRECISION', 'SCALE', 'INCREMENT_BY', 'MIN_VALUE', 'MAX_VALUE'],
  ...['NEXT_VALUE', 'SUBPROGRAM_ID'],
]);
const DATES = new Set(['CREATED', 'CHANGED']);

/** The dictionary's own tables, so that its views can be written in SQL. */
function dictionaryTable(name: string, columns: readonly string[]): TableInfo {
  return {
    owner: 'SYS',
    name,
    type: 'TABLE',
    columns: columns.map((column, i) => ({
      OWNER: 'SYS',
      TABLE_NAME: name,
      NAME: column,
      POSITION: i + 1,
      TYPE: NUMBERS.has(column) ? 'NUMBER' : DATES.has(column) ? 'DATE' : 'VARCHAR2',
      LENGTH: NUMBERS.has(column) || DATES.has(column) ? null : 4000,
      PRECISION: null,
      SCALE: null,
      NULLABLE: 'Y',
      DEFAULT_TEXT: null,
      DEFAULT_SQL: null,
      IDENTITY: null,
      COMMENTS: null,
    })),
  };
}
