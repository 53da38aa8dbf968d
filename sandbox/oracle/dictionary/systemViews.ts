import { DEFAULT_TABLESPACE, TABLESPACES } from '../sql/ddl/storage';
import { FAMILIES, familyViews } from './viewFamilies';

/** A view of the dictionary, in Oracle's SQL over the tables of catalog.ts. Its name becomes a public synonym. */
export interface SystemView {
  readonly name: string;
  readonly query: string;
  /** Default PUBLIC. */
  readonly grantee?: 'DBA';
}

const HELD = `(g.grantee in (user, 'PUBLIC') or ora_has_role(g.grantee) = 1)`;

const CONTENTS: Readonly<Record<string, string>> = { UNDOTBS1: 'UNDO', TEMP: 'TEMPORARY' };

const TABLESPACE_OF_USER = `nvl((select t.tablespace from sys.userts$ t where t.username = u.name), '${DEFAULT_TABLESPACE}')`;

const QUOTAS = `0 as bytes, to_number(q.max_bytes) as max_bytes, 0 as blocks,
      case when q.max_bytes < 0 then -1 else q.max_bytes / 8192 end as max_blocks, 'NO' as dropped`;

const SINGLE_VIEWS: readonly SystemView[] = [
  {
    name: 'USER_USERS',
    query: `select u.name as username, u.id as user_id, u.status as account_status, u.created as created,
      ${TABLESPACE_OF_USER} as default_tablespace, 'TEMP' as temporary_tablespace from sys.user$ u where u.name = user`,
  },
  {
    name: 'ALL_USERS',
    query: `select u.name as username, u.id as user_id, u.created as created, 'NO' as common,
      u.maintained as oracle_maintained from sys.user$ u`,
  },
  {
    name: 'DBA_USERS',
    query: `select u.name as username, u.id as user_id, u.status as account_status, u.created as created,
      ${TABLESPACE_OF_USER} as default_tablespace, 'TEMP' as temporary_tablespace, 'DEFAULT' as profile,
      case when u.password is null then 'NONE' else 'PASSWORD' end as authentication_type, 'NO' as common,
      u.maintained as oracle_maintained from sys.user$ u`,
    grantee: 'DBA',
  },
  {
    name: 'DBA_TABLESPACES',
    query: TABLESPACES.map(
      (name) =>
        `select '${name}' as tablespace_name, 8192 as block_size, 'ONLINE' as status,
        '${CONTENTS[name] ?? 'PERMANENT'}' as contents from sys.dual`,
    ).join(' union all '),
    grantee: 'DBA',
  },
  {
    name: 'DBA_TS_QUOTAS',
    query: `select q.tablespace as tablespace_name, q.username as username, ${QUOTAS} from sys.tsq$ q`,
    grantee: 'DBA',
  },
  {
    name: 'USER_TS_QUOTAS',
    query: `select q.tablespace as tablespace_name, ${QUOTAS} from sys.tsq$ q where q.username = user`,
  },
  { name: 'DBA_ROLES', query: `select r.name as role, r.id as role_id from sys.role$ r`, grantee: 'DBA' },
  {
    name: 'SESSION_ROLES',
    query: `select r.name as role from sys.role$ r where ora_has_role(r.name) = 1`,
  },
  {
    name: 'SESSION_PRIVS',
    query: `select distinct g.privilege as privilege from sys.privauth$ g where ${HELD}`,
  },
  {
    name: 'USER_ROLE_PRIVS',
    query: `select g.grantee as username, g.role as granted_role, g.admin_option as admin_option, 'YES' as default_role
      from sys.sysauth$ g where g.grantee in (user, 'PUBLIC')`,
  },
  {
    name: 'DBA_ROLE_PRIVS',
    query: `select g.grantee as grantee, g.role as granted_role, g.admin_option as admin_option, 'YES' as default_role
      from sys.sysauth$ g`,
    grantee: 'DBA',
  },
  {
    name: 'ROLE_ROLE_PRIVS',
    query: `select g.grantee as role, g.role as granted_role, g.admin_option as admin_option from sys.sysauth$ g
      where ora_has_role(g.grantee) = 1`,
  },
  {
    name: 'USER_SYS_PRIVS',
    query: `select g.grantee as username, g.privilege as privilege, g.admin_option as admin_option
      from sys.privauth$ g where g.grantee in (user, 'PUBLIC')`,
  },
  {
    name: 'DBA_SYS_PRIVS',
    query: `select g.grantee as grantee, g.privilege as privilege, g.admin_option as admin_option from sys.privauth$ g`,
    grantee: 'DBA',
  },
  {
    name: 'ROLE_SYS_PRIVS',
    query: `select g.grantee as role, g.privilege as privilege, g.admin_option as admin_option from sys.privauth$ g
      where ora_has_role(g.grantee) = 1`,
  },
  {
    name: 'ROLE_TAB_PRIVS',
    query: `select g.grantee as role, g.owner as owner, g.name as table_name, g.privilege as privilege,
      g.grantable as grantable from sys.objauth$ g where ora_has_role(g.grantee) = 1`,
  },
  {
    name: 'USER_TAB_PRIVS',
    query: `select g.grantee as grantee, g.owner as owner, g.name as table_name, g.grantor as grantor,
      g.privilege as privilege, g.grantable as grantable from sys.objauth$ g
      where g.grantee = user or g.owner = user or g.grantor = user`,
  },
  {
    name: 'ALL_TAB_PRIVS',
    query: `select g.grantor as grantor, g.grantee as grantee, g.owner as table_schema, g.name as table_name,
      g.privilege as privilege, g.grantable as grantable from sys.objauth$ g
      where g.owner = user or ${HELD}`,
  },
  {
    name: 'DBA_TAB_PRIVS',
    query: `select g.grantee as grantee, g.owner as owner, g.name as table_name, g.grantor as grantor,
      g.privilege as privilege, g.grantable as grantable from sys.objauth$ g`,
    grantee: 'DBA',
  },
];

export interface Release {
  readonly banner: string;
  readonly version: string;
  readonly fullVersion: string;
  readonly product: string;
  readonly databaseName: string;
}

/** The views that tell the release: another release than a database was made with needs them anew. */
export function releaseViews(release: Release): SystemView[] {
  const banner = release.banner.replaceAll("'", "''");
  return [
    { name: 'GLOBAL_NAME', query: `select '${release.databaseName}' as global_name from sys.dual` },
    {
      name: 'V$VERSION',
      query: `select '${banner}' as banner, '${banner}' || chr(10) || 'Version ${release.fullVersion}' as banner_full,
        '${banner}' as banner_legacy, 0 as con_id from sys.dual`,
    },
    {
      name: 'PRODUCT_COMPONENT_VERSION',
      query: `select '${release.product}' as product, '${release.version}' as version,
        '${release.fullVersion}' as version_full, 'Production' as status from sys.dual`,
    },
    {
      name: 'V$INSTANCE',
      query: `select 1 as instance_number, lower('${release.databaseName}') as instance_name, 'localhost' as host_name,
        '${release.version}' as version, '${release.fullVersion}' as version_full, 'OPEN' as status from sys.dual`,
      grantee: 'DBA',
    },
    {
      name: 'V$DATABASE',
      query: `select 1 as dbid, '${release.databaseName}' as name, 'READ WRITE' as open_mode, 'NO' as cdb from sys.dual`,
      grantee: 'DBA',
    },
    {
      name: 'NLS_DATABASE_PARAMETERS',
      query: `select 'NLS_CHARACTERSET' as parameter, 'AL32UTF8' as value from sys.dual union all
        select 'NLS_NCHAR_CHARACTERSET', 'AL16UTF16' from sys.dual union all
        select 'NLS_RDBMS_VERSION', '${release.version}' from sys.dual`,
    },
  ];
}

export function systemViews(release: Release): SystemView[] {
  return [...FAMILIES.flatMap(familyViews), ...SINGLE_VIEWS, ...releaseViews(release)];
}
