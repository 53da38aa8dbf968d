-- Everything that ORDS knows of one's own schema and that can be compared, in one answer. What a row says depends on its
-- kind; components/diagnose/collect/ordsRows.ts takes it apart.
select 'schema' kind, parsing_schema owner, pattern name, status item, null detail
  from user_ords_schemas
union all
select 'module', null, name, uri_prefix, status
  from user_ords_modules
union all
select 'template', null, m.name, t.uri_template, null
  from user_ords_templates t
  join user_ords_modules m on m.id = t.module_id
union all
select 'privilege', null, name, null, null
  from user_ords_privileges
union all
select 'privilege_role', null, privilege_name, role_name, null
  from user_ords_privilege_roles
union all
select 'privilege_module', null, privilege_name, module_name, null
  from user_ords_privilege_modules
union all
select 'privilege_pattern', null, name, pattern, null
  from user_ords_privilege_mappings
union all
select 'role', null, name, null, null
  from user_ords_roles
