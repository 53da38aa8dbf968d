import type { OracleTypeName } from '../database';

/** The rows of the data dictionary. They live in SQLite tables of SYS (a snapshot holds them) and in memory. */

export interface UserRecord {
  readonly NAME: string;
  readonly ID: number;
  /** Clear (see Database.password); null for a schema that nobody can log on to. */
  readonly PASSWORD: string | null;
  readonly STATUS: string;
  readonly CREATED: string;
  readonly MAINTAINED: 'Y' | 'N';
}

/** Only for users who were given one. */
export interface DefaultTablespaceRecord {
  readonly USERNAME: string;
  readonly TABLESPACE: string;
}

export interface QuotaRecord {
  readonly USERNAME: string;
  readonly TABLESPACE: string;
  /** -1 is unlimited. */
  readonly MAX_BYTES: number;
}

export interface RoleRecord {
  readonly NAME: string;
  readonly ID: number;
}

export interface RoleGrantRecord {
  readonly GRANTEE: string;
  readonly ROLE: string;
  readonly ADMIN_OPTION: 'YES' | 'NO';
}

export interface SystemGrantRecord {
  readonly GRANTEE: string;
  readonly PRIVILEGE: string;
  readonly ADMIN_OPTION: 'YES' | 'NO';
}

export interface ObjectGrantRecord {
  readonly GRANTEE: string;
  readonly OWNER: string;
  readonly NAME: string;
  readonly PRIVILEGE: string;
  readonly GRANTABLE: 'YES' | 'NO';
  readonly GRANTOR: string;
}

export interface ObjectRecord {
  readonly OWNER: string;
  readonly NAME: string;
  readonly TYPE: 'TABLE' | 'VIEW' | 'SEQUENCE' | 'SYNONYM' | 'INDEX' | 'PACKAGE' | 'PROCEDURE' | 'FUNCTION';
  readonly ID: number;
  readonly CREATED: string;
  readonly CHANGED: string;
  /** The text of a view. */
  readonly BODY: string | null;
  readonly COMMENTS: string | null;
}

export interface ColumnRecord {
  readonly OWNER: string;
  readonly TABLE_NAME: string;
  readonly NAME: string;
  readonly POSITION: number;
  readonly TYPE: OracleTypeName;
  readonly LENGTH: number | null;
  readonly PRECISION: number | null;
  readonly SCALE: number | null;
  readonly NULLABLE: 'Y' | 'N';
  /** As written. */
  readonly DEFAULT_TEXT: string | null;
  /** Translated. */
  readonly DEFAULT_SQL: string | null;
  readonly IDENTITY: 'ALWAYS' | 'BY DEFAULT' | 'BY DEFAULT ON NULL' | null;
  readonly COMMENTS: string | null;
}

export interface ConstraintRecord {
  readonly OWNER: string;
  readonly NAME: string;
  /** Primary key, unique, check, referential. */
  readonly TYPE: 'P' | 'U' | 'C' | 'R';
  readonly TABLE_NAME: string;
  /** Comma-separated. */
  readonly COLUMNS: string;
  readonly R_OWNER: string | null;
  /** Name of the referenced constraint. */
  readonly R_NAME: string | null;
  readonly CONDITION: string | null;
  readonly CONDITION_SQL: string | null;
  readonly DELETE_RULE: string | null;
}

export interface IndexRecord {
  readonly OWNER: string;
  readonly NAME: string;
  readonly TABLE_OWNER: string;
  readonly TABLE_NAME: string;
  /** Translated expressions, comma-separated. */
  readonly COLUMNS: string;
  readonly UNIQUENESS: 'UNIQUE' | 'NONUNIQUE';
}

export interface SynonymRecord {
  /** PUBLIC for a public synonym. */
  readonly OWNER: string;
  readonly NAME: string;
  readonly TABLE_OWNER: string;
  readonly TABLE_NAME: string;
}

export interface SequenceRecord {
  readonly OWNER: string;
  readonly NAME: string;
  readonly INCREMENT_BY: number;
  readonly MIN_VALUE: number;
  readonly MAX_VALUE: number;
  readonly CYCLE_FLAG: 'Y' | 'N';
  readonly NEXT_VALUE: number;
}

/** What a stored unit refers to; only units that were listed by storedProcedure.ts have such rows. */
export interface DependencyRecord {
  readonly OWNER: string;
  readonly NAME: string;
  readonly TYPE: string;
  readonly REFERENCED_OWNER: string;
  readonly REFERENCED_NAME: string;
  readonly REFERENCED_TYPE: string;
}

/** Rows of packaged code, written anew at every start from what is registered. */
export interface SubprogramRecord {
  readonly OWNER: string;
  readonly PACKAGE_NAME: string | null;
  readonly NAME: string;
  readonly OVERLOAD: string | null;
  readonly SUBPROGRAM_ID: number;
  readonly AUTHID: string;
}

export interface ArgumentRecord {
  readonly OWNER: string;
  readonly PACKAGE_NAME: string | null;
  readonly OBJECT_NAME: string;
  readonly OVERLOAD: string | null;
  readonly SUBPROGRAM_ID: number;
  readonly ARGUMENT_NAME: string | null;
  readonly POSITION: number;
  readonly DATA_TYPE: string;
  readonly DEFAULTED: 'Y' | 'N';
  readonly IN_OUT: 'IN' | 'OUT' | 'IN/OUT';
}
