import type { Row } from '../../../database/database';

/** The rows of `snapshot/catalogue`, found by what they belong to in constant time, however large the schema is. */
export class Catalogue {
  /** Pattern and AutoREST setting; undefined unless the schema is enabled. */
  readonly schema: Row | undefined;
  private readonly roles: ReadonlyMap<string, readonly Row[]>;
  private readonly modules: ReadonlyMap<string, readonly Row[]>;
  private readonly privileges: ReadonlyMap<string, readonly Row[]>;
  private readonly protections: ReadonlyMap<string, readonly Row[]>;

  constructor(rows: readonly Row[]) {
    const kinds = grouped(rows, 'KIND');
    const of = (...names: readonly string[]): Row[] => names.flatMap((name) => kinds.get(name) ?? []);
    [this.schema] = of('schema');
    this.roles = grouped(of('role'), 'ITEM');
    this.modules = grouped(of('module', 'template', 'handler', 'parameter'), 'MODULE');
    this.privileges = grouped(of('privilege', 'privilege_role', 'privilege_pattern'), 'ITEM');
    this.protections = grouped(of('privilege_module'), 'MODULE');
  }

  hasRole(name: string): boolean {
    return this.roles.has(name);
  }

  /** Rows of the kinds `module`, `template`, `handler` and `parameter`. */
  module(name: string): readonly Row[] {
    return this.modules.get(name) ?? [];
  }

  /** Rows of the kinds `privilege`, `privilege_role` and `privilege_pattern`. */
  privilege(name: string): readonly Row[] {
    return this.privileges.get(name) ?? [];
  }

  /** Names of the privileges that the whole module stands under. */
  privilegesOf(module: string): readonly string[] {
    return (this.protections.get(module) ?? []).map((row) => String(row.ITEM));
  }
}

/** The rows by the text in one column. */
export function grouped(rows: readonly Row[], column: string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const name = String(row[column]);
    const group = groups.get(name);
    if (group) group.push(row);
    else groups.set(name, [row]);
  }
  return groups;
}
