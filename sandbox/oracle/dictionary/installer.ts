import type { Value } from '../database';
import type { PlsqlValue, Subprogram } from '../plsql/host';

/** A constant or type that a package specification declares beside its subprograms. */
export type PackageMember =
  | {
      readonly kind: 'constant';
      readonly owner: string;
      readonly package: string;
      readonly name: string;
      readonly value: PlsqlValue;
    }
  | {
      readonly kind: 'tableType';
      readonly owner: string;
      readonly package: string;
      readonly name: string;
      readonly elementType: string;
      readonly indexBy: 'integer' | 'string';
    };

export interface RegisterOptions {
  readonly members?: readonly PackageMember[];
  /** ALL_PROCEDURES.AUTHID; default DEFINER. */
  readonly authid?: 'DEFINER' | 'CURRENT_USER';
  /** Packages that have members but no subprogram. */
  readonly emptyPackages?: readonly { readonly owner: string; readonly name: string }[];
}

/**
 * What a set of packages may do to a database while it is created. All names are upper case.
 *
 * Everything but `register` acts on stored data, so it does nothing when the database was restored from a
 * snapshot (the snapshot holds its effects); `register` adds code, which no snapshot holds, and always acts.
 */
export interface Installer {
  /** False when restored from a snapshot. */
  readonly fresh: boolean;
  /** A schema that nobody can log on to (no password, locked). Nothing happens when it exists. */
  createSchema(name: string): void;
  /** Nothing happens when it exists. */
  createRole(name: string): void;
  /** One statement of Oracle SQL (DDL, GRANT or DML, no trailing semicolon), run as `owner` and committed. Throws OraError. */
  runAs(owner: string, oracleSql: string, binds?: Readonly<Record<string, Value>>): void;
  /** Subprograms are found by [PACKAGE, NAME] for their owner, by synonyms, and by [OWNER, PACKAGE, NAME]. */
  register(subprograms: readonly Subprogram[], options?: RegisterOptions): void;
  /** CREATE OR REPLACE PUBLIC SYNONYM name FOR owner.object (a table, view, sequence or package). */
  publicSynonym(name: string, owner: string, object: string): void;
  /** GRANT EXECUTE ON owner.package TO grantee; grantee is PUBLIC, a role or a user. */
  grantExecute(owner: string, packageName: string, grantee: string): void;
}
