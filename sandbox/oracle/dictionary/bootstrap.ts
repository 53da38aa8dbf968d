import { BUILT_IN_ROLES } from '../sql/ddl/systemPrivileges';
import { addUser } from '../sql/ddl/users';
import { physicalName } from '../sql/emit/tables';
import { quoteText } from '../sql/engine/sqlite';
import type { Sqlite } from '../sql/engine/sqlite';
import { storeDatetime } from '../sql/engine/storedValues';
import type { Catalog } from './catalog';
import { NATIVE_VIEWS } from './nativeViews';
import { releaseViews, systemViews } from './systemViews';
import type { Release, SystemView } from './systemViews';

/** SYS and the roles that every database has. */
export function createFoundations(catalog: Catalog): void {
  addUser({ catalog }, 'SYS', null, 'LOCKED', 'Y');
  for (const [role, privileges] of Object.entries(BUILT_IN_ROLES)) {
    catalog.roles.put({ NAME: role, ID: catalog.nextObjectId() });
    for (const privilege of privileges) {
      catalog.systemGrants.put({
        GRANTEE: role,
        PRIVILEGE: privilege,
        ADMIN_OPTION: role === 'DBA' ? 'YES' : 'NO',
      });
    }
  }
  catalog.changed();
}

/** DUAL and the views of the dictionary; `run` executes DDL as SYS with the internal functions at hand. */
export function createSystemViews(
  catalog: Catalog,
  sqlite: Sqlite,
  release: Release,
  run: (sql: string) => void,
): void {
  const publish = ({ name, grantee }: Pick<SystemView, 'name' | 'grantee'>): void => {
    run(`create public synonym "${name}" for sys."${name}"`);
    run(`grant select on sys."${name}" to ${grantee ?? 'public'}`);
  };
  run('create table dual (dummy varchar2(1))');
  run(`insert into dual values ('X')`);
  publish({ name: 'DUAL' });
  for (const view of systemViews(release)) {
    run(`create view "${view.name}" as ${view.query}`);
    publish(view);
  }
  for (const { name, columns, source, ...rest } of NATIVE_VIEWS) {
    const list = columns
      .map(([column]) => `value ->> ${quoteText(`$."${column}"`)} AS \`${column}\``)
      .join(', ');
    sqlite.exec(`CREATE VIEW ${physicalName('SYS', name)} AS SELECT ${list} FROM json_each(${source})`);
    columns.forEach(([column, type], i) =>
      catalog.columns.put({
        OWNER: 'SYS',
        TABLE_NAME: name,
        NAME: column,
        POSITION: i + 1,
        TYPE: type,
        LENGTH: type === 'VARCHAR2' ? 256 : null,
        PRECISION: null,
        SCALE: null,
        NULLABLE: 'Y',
        DEFAULT_TEXT: null,
        DEFAULT_SQL: null,
        IDENTITY: null,
        COMMENTS: null,
      }),
    );
    const now = storeDatetime(new Date());
    catalog.objects.put({
      OWNER: 'SYS',
      NAME: name,
      TYPE: 'VIEW',
      ID: catalog.nextObjectId(),
      CREATED: now,
      CHANGED: now,
      BODY: null,
      COMMENTS: null,
    });
    catalog.changed();
    publish({ name, ...rest });
  }
}

/** Makes a database that was created as another release tell this one. */
export function refreshReleaseViews(catalog: Catalog, release: Release, run: (sql: string) => void): void {
  for (const { name, query } of releaseViews(release)) {
    if (catalog.objects.get({ OWNER: 'SYS', NAME: name, TYPE: 'VIEW' })?.BODY === query) continue;
    run(`create or replace view "${name}" as ${query}`);
  }
}
