-- What the resources of a schema read, the JWT profile apart, in one answer: of the whole schema, or of the module, the
-- privilege or the role that is named. What a row says depends on its kind, and
-- components/ords/lifecycle/snapshot/catalogue.ts takes it apart. CLOBs would cost a second round trip, so a handler's
-- source comes in pieces of 1,300 characters (4,000 bytes at three bytes each); longer ones are in sources.sql.
select 'module' kind, name module, null template, null method, null item, uri_prefix text1, status text2, null text3,
       null text4, items_per_page number1, comments, null source1, null source2, null source3, null source4,
       null source_length
  from user_ords_modules
 where :whole = 1 or name = :module
union all
select 'template', m.name, t.uri_template, null, null, t.etag_type, to_char(t.etag_query), null,
       null, t.priority, t.comments, null, null, null, null, null
  from user_ords_templates t
  join user_ords_modules m on m.id = t.module_id
 where :whole = 1 or m.name = :module
union all
select 'handler', m.name, t.uri_template, h.method, null, h.source_type, h.mimes_allowed, null,
       null, h.items_per_page, h.comments,
       dbms_lob.substr(h.source, 1300, 1), dbms_lob.substr(h.source, 1300, 1301),
       dbms_lob.substr(h.source, 1300, 2601), dbms_lob.substr(h.source, 1300, 3901), dbms_lob.getlength(h.source)
  from user_ords_handlers h
  join user_ords_templates t on t.id = h.template_id
  join user_ords_modules m on m.id = t.module_id
 where :whole = 1 or m.name = :module
union all
select 'parameter', m.name, t.uri_template, h.method, p.name, p.bind_variable_name, p.source_type, p.param_type,
       p.access_method, null, p.comments, null, null, null, null, null
  from user_ords_parameters p
  join user_ords_handlers h on h.id = p.handler_id
  join user_ords_templates t on t.id = h.template_id
  join user_ords_modules m on m.id = t.module_id
 where :whole = 1 or m.name = :module
union all
select 'privilege', null, null, null, name, label, description, null,
       null, null, comments, null, null, null, null, null
  from user_ords_privileges
 where :whole = 1 or name = :privilege
union all
select 'privilege_role', null, null, null, privilege_name, role_name, null, null,
       null, null, null, null, null, null, null, null
  from user_ords_privilege_roles
 where :whole = 1 or privilege_name = :privilege
union all
select 'privilege_pattern', null, null, null, name, pattern, null, null,
       null, null, null, null, null, null, null, null
  from user_ords_privilege_mappings
 where :whole = 1 or name = :privilege
union all
select 'privilege_module', module_name, null, null, privilege_name, null, null, null,
       null, null, null, null, null, null, null, null
  from user_ords_privilege_modules
 where :whole = 1 or module_name = :module
union all
select 'role', null, null, null, name, null, null, null,
       null, null, null, null, null, null, null, null
  from user_ords_roles
 where :whole = 1 or name = :role_name
union all
select 'schema', null, null, null, null, pattern, auto_rest_auth, null,
       null, null, null, null, null, null, null, null
  from user_ords_schemas
 where status = 'ENABLED'
