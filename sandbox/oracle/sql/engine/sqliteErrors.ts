import type { Catalog, TableInfo } from '../../dictionary/catalog';
import { OraError } from '../../oraError';

type Verb = 'insert' | 'update' | 'delete' | 'merge';

/** What SQLite reports when a statement breaks a constraint, in Oracle's numbers and words. */
export function constraintError(
  error: unknown,
  catalog: Catalog,
  target?: TableInfo,
  verb: Verb = 'insert',
): OraError {
  if (error instanceof OraError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const [, kind, detail = ''] = /^(\w+(?: \w+)?) constraint failed(?:: (.*))?$/.exec(message) ?? [];
  switch (kind) {
    case 'UNIQUE':
      return new OraError(1, `unique constraint (${uniqueName(detail, catalog)}) violated`);
    case 'NOT NULL':
      return notNull(detail, verb);
    case 'CHECK':
      return new OraError(2290, `check constraint (${detail}) violated`);
    case 'FOREIGN KEY':
      return foreignKey(catalog, target, verb);
    case undefined:
      // A view's text is translated when it is created, so only the change of a table under it shows here.
      if (/^no such (table|column)/.test(message)) return new OraError(4063, 'view has errors');
      return new OraError(600, `internal error code, arguments: [sqlite], [${message}]`);
    default:
      // What the translation lets through although SQLite refuses it: the text tells which case to add.
      return new OraError(600, `internal error code, arguments: [sqlite], [${message}]`);
  }
}

/** detail: `OWNER.TABLE.A, OWNER.TABLE.B`, or `index 'OWNER.NAME'` for an expression index. */
function uniqueName(detail: string, catalog: Catalog): string {
  const index = /^index '(.+)'$/.exec(detail)?.[1];
  if (index !== undefined) return index;
  const parts = detail.split(', ').map((column) => column.split('.'));
  const [owner = '', table = ''] = parts[0] ?? [];
  const columns = parts.map((part) => part[2]).join(',');
  const constraint = catalog.constraints
    .where({ OWNER: owner, TABLE_NAME: table })
    .find(({ TYPE, COLUMNS }) => (TYPE === 'P' || TYPE === 'U') && COLUMNS === columns);
  if (constraint) return `${owner}.${constraint.NAME}`;
  const unique = catalog.indexes
    .where({ TABLE_OWNER: owner, TABLE_NAME: table, UNIQUENESS: 'UNIQUE' })
    .find(({ COLUMNS }) => COLUMNS.replaceAll('`', '') === columns);
  return `${owner}.${unique?.NAME ?? table}`;
}

function notNull(detail: string, verb: Verb): OraError {
  const column = detail
    .split('.')
    .map((part) => `"${part}"`)
    .join('.');
  return verb === 'update'
    ? new OraError(1407, `cannot update (${column}) to NULL`)
    : new OraError(1400, `cannot insert NULL into (${column})`);
}

/** SQLite does not say which key it was; the first that fits is named. */
function foreignKey(catalog: Catalog, target: TableInfo | undefined, verb: Verb): OraError {
  const keys = catalog.constraints.where({ TYPE: 'R' });
  const own = keys.find((key) => key.OWNER === target?.owner && key.TABLE_NAME === target.name);
  const parent = keys.find(({ R_OWNER, R_NAME }) => {
    const referenced = catalog.constraints.get({ OWNER: R_OWNER ?? '', NAME: R_NAME ?? '' });
    return referenced?.OWNER === target?.owner && referenced?.TABLE_NAME === target?.name;
  });
  if (verb === 'delete' || !own) {
    const name = parent ? `${parent.OWNER}.${parent.NAME}` : '';
    return new OraError(2292, `integrity constraint (${name}) violated - child record found`);
  }
  return new OraError(
    2291,
    `integrity constraint (${own.OWNER}.${own.NAME}) violated - parent key not found`,
  );
}
