import { OraError } from '../../oraError';
import { physicalName } from '../emit/tables';
import { quoteName } from '../engine/sqlite';
import type { DdlContext } from './context';
import { rebuildPhysicalTable } from './physicalTable';

/** Removes an object with everything that hangs on it: columns, constraints, indexes, grants. */
function forget({ catalog }: DdlContext, owner: string, name: string): void {
  catalog.columns.removeWhere({ OWNER: owner, TABLE_NAME: name });
  catalog.constraints.removeWhere({ OWNER: owner, TABLE_NAME: name });
  for (const index of catalog.indexes.where({ TABLE_OWNER: owner, TABLE_NAME: name })) {
    catalog.indexes.remove(index);
    catalog.objects.remove({ OWNER: index.OWNER, NAME: index.NAME, TYPE: 'INDEX' });
  }
  catalog.objectGrants.removeWhere({ OWNER: owner, NAME: name });
  for (const object of catalog.objects.where({ OWNER: owner, NAME: name })) {
    if (object.TYPE !== 'INDEX') catalog.objects.remove(object);
  }
  catalog.changed();
}

export function dropTable(context: DdlContext, owner: string, name: string, cascade: boolean): void {
  const { catalog, sqlite } = context;
  const keys = catalog.constraints.where({ OWNER: owner, TABLE_NAME: name });
  const children = catalog.constraints
    .where({ TYPE: 'R', R_OWNER: owner })
    .filter(
      ({ OWNER, TABLE_NAME, R_NAME }) =>
        (OWNER !== owner || TABLE_NAME !== name) && keys.some(({ NAME }) => NAME === R_NAME),
    );
  if (children.length > 0 && !cascade) {
    throw new OraError(2449, 'unique/primary keys in table referenced by foreign keys');
  }
  for (const child of children) {
    catalog.constraints.remove(child);
    const columns = catalog.table(child.OWNER, child.TABLE_NAME)?.columns ?? [];
    const kept = new Map(columns.map(({ NAME }) => [NAME, quoteName(NAME)]));
    rebuildPhysicalTable(sqlite, catalog, child.OWNER, child.TABLE_NAME, kept);
  }
  for (const column of catalog.table(owner, name)?.columns ?? []) {
    const sequence = /^"(.+)"\."(ISEQ\$\$_\d+)"\.nextval$/.exec(column.DEFAULT_TEXT ?? '');
    if (column.IDENTITY !== null && sequence?.[2] !== undefined) dropSequence(context, owner, sequence[2]);
  }
  forget(context, owner, name);
  sqlite.exec(`DROP TABLE ${physicalName(owner, name)}`);
}

export function dropView(context: DdlContext, owner: string, name: string): void {
  forget(context, owner, name);
  context.sqlite.exec(`DROP VIEW ${physicalName(owner, name)}`);
}

export function dropSequence(context: DdlContext, owner: string, name: string): void {
  forget(context, owner, name);
  context.catalog.sequences.remove({ OWNER: owner, NAME: name });
  context.sequences.forget(owner, name);
}

export function dropSynonym(context: DdlContext, owner: string, name: string): void {
  forget(context, owner, name);
  context.catalog.synonyms.remove({ OWNER: owner, NAME: name });
}

export function dropIndex({ catalog, sqlite }: DdlContext, owner: string, name: string): void {
  catalog.indexes.remove({ OWNER: owner, NAME: name });
  catalog.objects.remove({ OWNER: owner, NAME: name, TYPE: 'INDEX' });
  catalog.changed();
  sqlite.exec(`DROP INDEX ${physicalName(owner, name)}`);
}

/** DROP USER ... CASCADE. */
export function dropSchemaObjects(context: DdlContext, owner: string): void {
  const { catalog } = context;
  const ofType = (type: string): string[] =>
    catalog.objects
      .where({ OWNER: owner })
      .filter(({ TYPE }) => TYPE === type)
      .map(({ NAME }) => NAME);
  for (const name of ofType('SYNONYM')) dropSynonym(context, owner, name);
  for (const name of ofType('VIEW')) dropView(context, owner, name);
  for (const name of ofType('TABLE')) dropTable(context, owner, name, true);
  for (const name of ofType('INDEX')) dropIndex(context, owner, name);
  for (const name of ofType('SEQUENCE')) dropSequence(context, owner, name);
}
