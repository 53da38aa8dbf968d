-- As catalogue_own.sql, for an administrator and any number of schemas (facts/ords.md 7: DBA_ORDS_* from ORDS 24.4).
-- include: wanted
select 'schema' kind, s.parsing_schema owner, s.pattern name, s.status item, null detail
  from dba_ords_schemas s
  join wanted w on w.owner = s.parsing_schema
union all
select 'module', m.schema, m.name, m.uri_prefix, m.status
  from dba_ords_modules m
  join wanted w on w.owner = m.schema
union all
select 'template', m.schema, m.name, t.uri_template, null
  from dba_ords_templates t
  join dba_ords_modules m on m.id = t.module_id
  join wanted w on w.owner = m.schema
union all
select 'privilege', p.schema, p.name, null, null
  from dba_ords_privileges p
  join wanted w on w.owner = p.schema
union all
select 'privilege_role', r.schema, r.privilege_name, r.role_name, null
  from dba_ords_privilege_roles r
  join wanted w on w.owner = r.schema
union all
select 'privilege_module', m.schema, m.privilege_name, m.module_name, null
  from dba_ords_privilege_modules m
  join wanted w on w.owner = m.schema
union all
select 'privilege_pattern', x.schema, x.name, x.pattern, null
  from dba_ords_privilege_mappings x
  join wanted w on w.owner = x.schema
union all
select 'role', r.schema, r.name, null, null
  from dba_ords_roles r
  join wanted w on w.owner = r.schema
