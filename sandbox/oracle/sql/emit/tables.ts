import { OraError } from '../../oraError';
import type { ObjectPrivilege } from '../../dictionary/access';
import type { TableInfo } from '../../dictionary/catalog';
import type { ColumnRecord } from '../../dictionary/records';
import { quoteName } from '../engine/sqlite';
import type { Name } from '../parser/ast';
import type { Environment } from './environment';
import type { SqlType } from './types';

export function physicalName(owner: string, name: string): string {
  return quoteName(`${owner}.${name}`);
}

export function columnType(column: ColumnRecord): SqlType {
  return { name: column.TYPE, size: column.LENGTH, precision: column.PRECISION, scale: column.SCALE };
}

/** The table or view behind a name, if the user may do that with it: ORA-00942, or ORA-01031 when it is visible at all. */
export function findTable(
  { catalog, access, schema }: Environment,
  path: readonly Name[],
  privilege: ObjectPrivilege,
  offset: number,
): TableInfo {
  const object = catalog.resolve(schema, path);
  const table = object && catalog.table(object.owner, object.name);
  if (!table) throw new OraError(942, 'table or view does not exist', offset);
  if (!access.may(privilege, table.owner, table.name)) {
    if (access.sees(table.owner, table.name)) throw new OraError(1031, 'insufficient privileges', offset);
    throw new OraError(942, 'table or view does not exist', offset);
  }
  return table;
}

export function readableTable(
  environment: Environment,
  path: readonly Name[],
  offset: number,
): { table: TableInfo; sql: string } {
  const table = findTable(environment, path, 'SELECT', offset);
  return { table, sql: physicalName(table.owner, table.name) };
}
