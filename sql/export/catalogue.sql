-- Everything of the schema but the handlers' sources, in one answer; what a row says depends on its kind, and
-- components/export/schemaRows.ts takes it apart.
select 'schema' kind, pattern module, null template, null method, null item, status text1, null text2, null text3,
       null text4, null number1, null comments
  from user_ords_schemas
union all
select 'module', name, null, null, null, uri_prefix, status, origins_allowed, pre_hook, items_per_page, comments
  from user_ords_modules
union all
select 'template', m.name, t.uri_template, null, null, t.etag_type, to_char(t.etag_query), null, null, t.priority,
       t.comments
  from user_ords_templates t
  join user_ords_modules m on m.id = t.module_id
union all
select 'parameter', m.name, t.uri_template, h.method, p.name, p.bind_variable_name, p.source_type, p.param_type,
       p.access_method, null, p.comments
  from user_ords_parameters p
  join user_ords_handlers h on h.id = p.handler_id
  join user_ords_templates t on t.id = h.template_id
  join user_ords_modules m on m.id = t.module_id
union all
select 'privilege', null, null, null, name, label, description, null, null, null, comments
  from user_ords_privileges
union all
select 'privilege_role', null, null, null, privilege_name, role_name, null, null, null, null, null
  from user_ords_privilege_roles
union all
select 'privilege_module', null, null, null, privilege_name, module_name, null, null, null, null, null
  from user_ords_privilege_modules
union all
select 'privilege_pattern', null, null, null, name, pattern, null, null, null, null, null
  from user_ords_privilege_mappings
union all
select 'role', null, null, null, name, null, null, null, null, null, null
  from user_ords_roles
