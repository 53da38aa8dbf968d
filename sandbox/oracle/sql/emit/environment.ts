import type { SqlValue } from 'sql.js';
import type { Access } from '../../dictionary/access';
import type { Catalog } from '../../dictionary/catalog';
import type { PlsqlValue, Subprogram } from '../../plsql/host';
import type { SqlType } from './types';

/** Everything a translation depends on besides the text. */
export interface Environment {
  readonly catalog: Catalog;
  readonly access: Access;
  /** Where unqualified names are looked up first. */
  readonly schema: string;
  /** True inside definitions of the dictionary, which may use the internal functions. */
  readonly internal: boolean;
  /** Type of the bind at its place (0, 1, ...) among the placeholders of the statement. */
  bindType(occurrence: number, name: string): SqlType;
  /** A PL/SQL variable around a static statement. */
  variable(path: readonly string[]): { readonly value: PlsqlValue } | undefined;
  /** Packaged functions that the user may call. */
  subprograms(path: readonly string[]): readonly Subprogram[] | undefined;
  /** Number under which the engine can call a subprogram. */
  subprogramId(subprogram: Subprogram): number;
}

/** Where the value of a SQLite parameter comes from. */
export type Parameter =
  | { readonly kind: 'bind'; readonly occurrence: number; readonly name: string }
  | { readonly kind: 'variable'; readonly path: readonly string[] }
  | { readonly kind: 'fixed'; readonly value: SqlValue };

/** Collects the parameters of one SQLite statement; the same source gets the same number. */
export class ParameterList {
  readonly parameters: Parameter[] = [];

  add(parameter: Parameter): string {
    const key = JSON.stringify(parameter);
    let index = this.parameters.findIndex((known) => JSON.stringify(known) === key);
    if (index < 0) index = this.parameters.push(parameter) - 1;
    return `?${index + 1}`;
  }
}
