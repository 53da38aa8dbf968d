import type { Row } from '../../database/database';
import { withoutMark } from '../../ords/lifecycle/mark';
import type { ModuleFacts, PrivilegeFacts, ProfileFacts, Reading, SchemaFacts } from '../facts';
import { read } from './readings';

/** What the queries of `sql/diagnose` gave. A row without an owner is of `user`'s own schema. */
export interface OrdsRows {
  readonly user: string;
  readonly catalogue: readonly Row[];
  readonly profiles: readonly Row[];
  readonly legacyClients: Reading<readonly Row[]>;
  readonly legacyPackages: Reading<readonly Row[]>;
}

/** The schemas that were asked for, known to ORDS or not, and those whose rows came along. Lists are sorted. */
export function schemaFacts(rows: OrdsRows, asked: readonly string[]): Record<string, SchemaFacts> {
  const catalogue = byOwner(rows.catalogue, rows.user);
  const profiles = byOwner(rows.profiles, rows.user);
  const clients = ownedNames(rows.legacyClients, rows.user, (row) => string(row.NAME));
  const packages = ownedNames(
    rows.legacyPackages,
    rows.user,
    (row) => `${string(row.TYPE)} ${string(row.NAME)}`,
  );
  const names = new Set([...asked, ...catalogue.keys(), ...profiles.keys()]);
  return Object.fromEntries(
    [...names].map((schema) => [
      schema,
      {
        schema,
        ...schemaContent(catalogue.get(schema) ?? []),
        profile: profileFacts(profiles.get(schema)?.[0]),
        legacyClients: clients(schema),
        legacyPackageUses: packages(schema),
      },
    ]),
  );
}

type Content = Pick<SchemaFacts, 'enabled' | 'alias' | 'modules' | 'privileges' | 'roles'>;

function schemaContent(rows: readonly Row[]): Content {
  const kinds = grouped(rows, (row) => string(row.KIND));
  const of = (kind: string): readonly Row[] => kinds.get(kind) ?? [];
  const items = (kind: string): ((name: string) => readonly string[]) => {
    const lists = grouped(of(kind), (row) => string(row.NAME));
    return (name) => (lists.get(name) ?? []).map((row) => string(row.ITEM)).sort();
  };
  const templates = items('template');
  const roles = items('privilege_role');
  const patterns = items('privilege_pattern');
  const protectedModules = items('privilege_module');
  const [head] = of('schema');
  const enabled = head?.ITEM === 'ENABLED';
  return {
    enabled,
    alias: enabled ? string(head?.NAME) : null,
    modules: of('module')
      .map((row): ModuleFacts => {
        const name = string(row.NAME);
        return {
          name,
          basePath: string(row.ITEM),
          status: string(row.DETAIL),
          templates: templates(name),
        };
      })
      .sort(byName),
    privileges: of('privilege')
      .map((row): PrivilegeFacts => {
        const name = string(row.NAME);
        return {
          name,
          roles: roles(name),
          patterns: patterns(name),
          modules: protectedModules(name),
        };
      })
      .sort(byName),
    roles: of('role')
      .map((row) => string(row.NAME))
      .sort(),
  };
}

/** A row of `select *`; the name of the role claim's column has no source, and no other column speaks of a claim. */
export function profileFacts(row: Row | undefined): ProfileFacts | null {
  if (!row) return null;
  const claim = Object.keys(row).find((column) => column.includes('CLAIM'));
  return {
    issuer: string(row.ISSUER),
    audience: string(row.AUDIENCE),
    jwkUrl: string(row.JWK_URL),
    description: withoutMark(row.DESCRIPTION == null ? undefined : string(row.DESCRIPTION)) ?? null,
    allowedSkew: seconds(row.ALLOWED_SKEW),
    allowedAge: seconds(row.ALLOWED_AGE),
    roleClaim: claim === undefined ? undefined : row[claim] == null ? null : string(row[claim]),
  };
}

function ownedNames(
  rows: Reading<readonly Row[]>,
  user: string,
  name: (row: Row) => string,
): (schema: string) => Reading<readonly string[]> {
  if (rows.state !== 'read') return () => rows;
  const owners = byOwner(rows.value, user);
  return (schema) => read((owners.get(schema) ?? []).map(name).sort());
}

// Views of one's own have no owner; the administrator's call it OWNER, or SCHEMA with `select *` (facts/ords.md 7).
function byOwner(rows: readonly Row[], user: string): Map<string, Row[]> {
  return grouped(rows, (row) => string(row.OWNER ?? row.SCHEMA ?? user));
}

function grouped(rows: readonly Row[], key: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const name = key(row);
    const group = groups.get(name);
    if (group) group.push(row);
    else groups.set(name, [row]);
  }
  return groups;
}

function byName(left: { readonly name: string }, right: { readonly name: string }): number {
  return left.name < right.name ? -1 : left.name > right.name ? 1 : 0;
}

// Oracle keeps an empty text as null.
function string(value: Row[string] | undefined): string {
  return value == null ? '' : String(value);
}

function seconds(value: Row[string] | undefined): number | null {
  return value == null ? null : Number(value);
}
