import type { Value } from '../../oracle/database';
import { segmentsOf } from '../routing/path';
import { compileTemplate } from '../routing/template';
import type { HandlerMetadata, ModuleMetadata, SchemaMetadata, TemplateMetadata } from './model';

/** One row of SNAPSHOT_STATEMENT by column name. */
export type SnapshotRow = Readonly<Record<string, Value>>;

/** Puts the rows of SNAPSHOT_STATEMENT together; undefined when no schema has that alias. */
export function buildSchema(rows: readonly SnapshotRow[]): SchemaMetadata | undefined {
  const byKind = groupBy(rows, (row) => text(row, 'KIND'));
  const byParent = groupBy(rows, (row) => childKey(text(row, 'KIND'), row['PARENT']));
  const of = (kind: string) => byKind.get(kind) ?? [];
  const childrenOf = (kind: string, row: SnapshotRow) => byParent.get(childKey(kind, row['ID'])) ?? [];
  const [schema] = of('SCHEMA');
  if (schema === undefined) return undefined;

  const handler = (row: SnapshotRow): HandlerMetadata => ({
    id: number(row, 'ID'),
    method: text(row, 'TEXT1'),
    sourceType: text(row, 'TEXT2'),
    mimesAllowed: nullableText(row, 'TEXT3'),
    itemsPerPage: nullableNumber(row, 'NUMBER1'),
  });
  const template = (row: SnapshotRow): TemplateMetadata => ({
    uriTemplate: text(row, 'TEXT1'),
    route: compileTemplate(text(row, 'TEXT1')),
    priority: number(row, 'NUMBER1'),
    handlers: childrenOf('HANDLER', row).map(handler),
  });
  const module = (row: SnapshotRow): ModuleMetadata => ({
    id: number(row, 'ID'),
    name: text(row, 'TEXT1'),
    published: row['TEXT2'] === 'PUBLISHED',
    basePath: text(row, 'TEXT3'),
    itemsPerPage: nullableNumber(row, 'NUMBER1'),
    templates: childrenOf('TEMPLATE', row).map(template),
  });
  const [profile] = of('PROFILE');
  return {
    alias: segmentsOf(text(schema, 'TEXT3')).join('/'),
    parsingSchema: text(schema, 'TEXT1'),
    enabled: schema['TEXT2'] === 'ENABLED',
    modules: of('MODULE').map(module),
    privileges: of('PRIVILEGE').map((row) => ({
      name: text(row, 'TEXT1'),
      roles: childrenOf('PRIVILEGE_ROLE', row).map((role) => text(role, 'TEXT1')),
      patterns: childrenOf('PRIVILEGE_MAPPING', row).map((mapping) => text(mapping, 'TEXT1')),
      moduleIds: childrenOf('PRIVILEGE_MODULE', row).map((entry) => number(entry, 'ID')),
    })),
    profile: profile && {
      issuer: text(profile, 'TEXT1'),
      audience: text(profile, 'TEXT2'),
      jwkUrl: text(profile, 'TEXT3'),
      roleClaimName: nullableText(profile, 'TEXT4'),
      allowedSkew: nullableNumber(profile, 'NUMBER1'),
      allowedAge: nullableNumber(profile, 'NUMBER2'),
    },
  };
}

function groupBy(
  rows: readonly SnapshotRow[],
  keyOf: (row: SnapshotRow) => string,
): Map<string, SnapshotRow[]> {
  const groups = new Map<string, SnapshotRow[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

function childKey(kind: string, parent: Value | undefined): string {
  return `${kind} ${Number(parent)}`;
}

function text(row: SnapshotRow, column: string): string {
  return String(row[column] ?? '');
}

function nullableText(row: SnapshotRow, column: string): string | null {
  const value = row[column] ?? null;
  return value === null ? null : String(value);
}

function number(row: SnapshotRow, column: string): number {
  return Number(row[column] ?? 0);
}

function nullableNumber(row: SnapshotRow, column: string): number | null {
  const value = row[column] ?? null;
  return value === null ? null : Number(value);
}
