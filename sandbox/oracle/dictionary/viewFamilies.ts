import type { SystemView } from './systemViews';

interface Family {
  readonly suffix: string;
  /** Select list with the column OWNER first. */
  readonly columns: string;
  readonly from: string;
  readonly owner: string;
  readonly visible: string;
  readonly where?: string;
}

const OBJECT_TYPES = `'TABLE','VIEW','SEQUENCE','SYNONYM','INDEX','PACKAGE','PROCEDURE','FUNCTION'`;

/** Each becomes USER_ (without OWNER), ALL_ (what the user may see) and DBA_. */
export const FAMILIES: readonly Family[] = [
  {
    suffix: 'TABLES',
    columns: `o.owner as owner, o.name as table_name, 'USERS' as tablespace_name, 'VALID' as status, 'N' as temporary`,
    from: 'sys.obj$ o',
    owner: 'o.owner',
    visible: 'ora_visible(o.owner, o.name) = 1',
    where: `o.type = 'TABLE'`,
  },
  {
    suffix: 'VIEWS',
    columns:
      'o.owner as owner, o.name as view_name, length(o.body) as text_length, o.body as text, o.body as text_vc',
    from: 'sys.obj$ o',
    owner: 'o.owner',
    visible: 'ora_visible(o.owner, o.name) = 1',
    where: `o.type = 'VIEW'`,
  },
  {
    suffix: 'OBJECTS',
    columns: `o.owner as owner, o.name as object_name, cast(null as varchar2(128)) as subobject_name, o.id as object_id,
      o.type as object_type, o.created as created, o.changed as last_ddl_time, 'VALID' as status,
      'N' as temporary, 'N' as generated, 'N' as secondary,
      (select u.maintained from sys.user$ u where u.name = o.owner) as oracle_maintained`,
    from: 'sys.obj$ o',
    owner: 'o.owner',
    visible: 'ora_visible(o.owner, o.name) = 1',
    where: `o.type in (${OBJECT_TYPES})`,
  },
  ...['TAB_COLUMNS', 'TAB_COLS'].map((suffix) => ({
    suffix,
    columns: `c.owner as owner, c.table_name as table_name, c.name as column_name,
      case when c.type like 'TIMESTAMP%' then replace(c.type, 'TIMESTAMP', 'TIMESTAMP(' || c.scale || ')') else c.type end as data_type,
      case c.type when 'NUMBER' then 22 when 'DATE' then 7 when 'CLOB' then 4000 when 'BLOB' then 4000
        else nvl(c.length, 11) end as data_length,
      c.precision as data_precision, c.scale as data_scale, c.nullable as nullable, c.position as column_id,
      length(c.default_text) as default_length, c.default_text as data_default,
      case when c.type in ('VARCHAR2', 'CHAR') then c.length else 0 end as char_length,
      case when c.type in ('VARCHAR2', 'CHAR') then 'B' end as char_used,
      case when c.identity is null then 'NO' else 'YES' end as identity_column, 'NO' as hidden_column,
      'NO' as virtual_column`,
    from: 'sys.col$ c',
    owner: 'c.owner',
    visible: 'ora_visible(c.owner, c.table_name) = 1',
  })),
  {
    suffix: 'TAB_COMMENTS',
    columns: 'o.owner as owner, o.name as table_name, o.type as table_type, o.comments as comments',
    from: 'sys.obj$ o',
    owner: 'o.owner',
    visible: 'ora_visible(o.owner, o.name) = 1',
    where: `o.type in ('TABLE', 'VIEW')`,
  },
  {
    suffix: 'COL_COMMENTS',
    columns: 'c.owner as owner, c.table_name as table_name, c.name as column_name, c.comments as comments',
    from: 'sys.col$ c',
    owner: 'c.owner',
    visible: 'ora_visible(c.owner, c.table_name) = 1',
  },
  {
    suffix: 'CONSTRAINTS',
    columns: `c.owner as owner, c.name as constraint_name, c.type as constraint_type, c.table_name as table_name,
      c.condition as search_condition, c.r_owner as r_owner, c.r_name as r_constraint_name,
      c.delete_rule as delete_rule, 'ENABLED' as status, 'NOT DEFERRABLE' as deferrable, 'VALIDATED' as validated,
      case when c.name like 'SYS_C%' then 'GENERATED NAME' else 'USER NAME' end as generated`,
    from: 'sys.con$ c',
    owner: 'c.owner',
    visible: 'ora_visible(c.owner, c.table_name) = 1',
  },
  {
    suffix: 'CONS_COLUMNS',
    columns: `k.owner as owner, k.name as constraint_name, k.table_name as table_name, c.name as column_name,
      length(substr(',' || k.columns || ',', 1, instr(',' || k.columns || ',', ',' || c.name || ',')))
        - length(replace(substr(',' || k.columns || ',', 1, instr(',' || k.columns || ',', ',' || c.name || ',')), ',')) as position`,
    from: 'sys.con$ k join sys.col$ c on c.owner = k.owner and c.table_name = k.table_name',
    owner: 'k.owner',
    visible: 'ora_visible(k.owner, k.table_name) = 1',
    where: `instr(',' || k.columns || ',', ',' || c.name || ',') > 0`,
  },
  {
    suffix: 'INDEXES',
    columns: `i.owner as owner, i.name as index_name, 'NORMAL' as index_type, i.table_owner as table_owner,
      i.table_name as table_name, 'TABLE' as table_type, i.uniqueness as uniqueness, 'VALID' as status`,
    from: 'sys.ind$ i',
    owner: 'i.owner',
    visible: 'ora_visible(i.table_owner, i.table_name) = 1',
  },
  {
    suffix: 'SYNONYMS',
    columns: `s.owner as owner, s.name as synonym_name, s.table_owner as table_owner, s.table_name as table_name,
      cast(null as varchar2(128)) as db_link`,
    from: 'sys.syn$ s',
    owner: 's.owner',
    visible: `(s.owner in (user, 'PUBLIC') or ora_visible(s.table_owner, s.table_name) = 1)`,
  },
  {
    suffix: 'SEQUENCES',
    columns: `s.owner as sequence_owner, s.name as sequence_name, s.min_value as min_value, s.max_value as max_value,
      s.increment_by as increment_by, s.cycle_flag as cycle_flag, 'N' as order_flag, 20 as cache_size,
      s.next_value as last_number`,
    from: 'sys.seq$ s',
    owner: 's.owner',
    visible: 'ora_visible(s.owner, s.name) = 1',
  },
  {
    suffix: 'DEPENDENCIES',
    columns: `d.owner as owner, d.name as name, d.type as type, d.referenced_owner as referenced_owner,
      d.referenced_name as referenced_name, d.referenced_type as referenced_type,
      cast(null as varchar2(128)) as referenced_link_name, 'HARD' as dependency_type`,
    from: 'sys.dependency$ d',
    owner: 'd.owner',
    visible: 'ora_visible(d.owner, d.name) = 1',
  },
  {
    suffix: 'PROCEDURES',
    columns: `p.owner as owner, nvl(p.package_name, p.name) as object_name,
      case when p.package_name is not null then p.name end as procedure_name, p.subprogram_id as subprogram_id,
      p.overload as overload,
      (select min(o.type) from sys.obj$ o where o.owner = p.owner and o.name = nvl(p.package_name, p.name)
        and o.type in ('PACKAGE', 'PROCEDURE', 'FUNCTION')) as object_type,
      'NO' as aggregate, 'NO' as pipelined, 'NO' as parallel, 'NO' as interface, 'NO' as deterministic, p.authid as authid`,
    from: 'sys.procedure$ p',
    owner: 'p.owner',
    visible: 'ora_executable(p.owner, nvl(p.package_name, p.name)) = 1',
  },
  {
    suffix: 'ARGUMENTS',
    columns: `a.owner as owner, a.object_name as object_name, a.package_name as package_name,
      a.overload as overload, a.subprogram_id as subprogram_id, a.argument_name as argument_name,
      a.position as position, a.position as sequence, 0 as data_level, a.data_type as data_type,
      a.defaulted as defaulted, cast(null as varchar2(4000)) as default_value, a.in_out as in_out,
      a.data_type as pls_type`,
    from: 'sys.argument$ a',
    owner: 'a.owner',
    visible: 'ora_executable(a.owner, nvl(a.package_name, a.object_name)) = 1',
  },
];

export function familyViews({ suffix, columns, from, owner, visible, where }: Family): SystemView[] {
  const filter = (condition: string): string =>
    ` where ${[condition, where].filter((part) => part !== undefined && part !== '').join(' and ')}`;
  const all = `select ${columns} from ${from}`;
  const withoutOwner = columns.slice(columns.indexOf(',') + 1);
  const dba = where === undefined ? all : `${all} where ${where}`;
  return [
    { name: `USER_${suffix}`, query: `select ${withoutOwner} from ${from}${filter(`${owner} = user`)}` },
    { name: `ALL_${suffix}`, query: all + filter(visible) },
    { name: `DBA_${suffix}`, query: dba, grantee: 'DBA' },
  ];
}
