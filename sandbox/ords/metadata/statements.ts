/**
 * What the gateway reads of ORDS_METADATA. Everything that decides whether a request is let through comes from one
 * statement and so from one committed state: two would allow a module's publication to be seen without the protection
 * that was committed with it.
 */

/** Finds the schema behind an alias; the snapshot holds the mapping again, as of its own state. */
export const SCHEMAS_STATEMENT = 'select id, pattern from ords_metadata.ords_schemas';

/** Columns: KIND, ID, PARENT, TEXT1 to TEXT4, NUMBER1, NUMBER2. Bind ID: the schema's. */
export const SNAPSHOT_STATEMENT = `
select 'SCHEMA' as kind, s.id, 0 as parent, s.parsing_schema as text1, s.status as text2, s.pattern as text3,
       null as text4, null as number1, null as number2
  from ords_metadata.ords_schemas s where s.id = :id
union all
select 'MODULE', m.id, m.schema_id, m.name, m.status, m.uri_prefix, null, m.items_per_page, null
  from ords_metadata.ords_modules m where m.schema_id = :id
union all
select 'TEMPLATE', t.id, t.module_id, t.uri_template, null, null, null, t.priority, null
  from ords_metadata.ords_templates t where t.schema_id = :id
union all
select 'HANDLER', h.id, h.template_id, h.method, h.source_type, h.mimes_allowed, null, h.items_per_page, null
  from ords_metadata.ords_handlers h where h.schema_id = :id
union all
select 'PRIVILEGE', p.id, p.schema_id, p.name, null, null, null, null, null
  from ords_metadata.sec_privileges p where p.schema_id = :id
union all
select 'PRIVILEGE_ROLE', r.id, x.privilege_id, r.name, null, null, null, null, null
  from ords_metadata.sec_privileges p join ords_metadata.sec_privilege_roles x on x.privilege_id = p.id
  join ords_metadata.sec_roles r on r.id = x.role_id where p.schema_id = :id
union all
select 'PRIVILEGE_MODULE', x.module_id, x.privilege_id, null, null, null, null, null, null
  from ords_metadata.sec_privileges p join ords_metadata.sec_privilege_modules x on x.privilege_id = p.id
 where p.schema_id = :id
union all
select 'PRIVILEGE_MAPPING', 0, x.privilege_id, x.pattern, null, null, null, null, null
  from ords_metadata.sec_privileges p join ords_metadata.sec_privilege_mappings x on x.privilege_id = p.id
 where p.schema_id = :id
union all
select 'PROFILE', j.id, j.schema_id, j.issuer, j.audience, j.jwk_url, j.role_claim_name, j.allowed_skew, j.allowed_age
  from ords_metadata.oauth_jwt_profile j where j.schema_id = :id`;

/** Bind ID. Read after the request was let through. */
export const HANDLER_SOURCE_STATEMENT = 'select source from ords_metadata.ords_handlers where id = :id';

/** Bind ID: the handler's. */
export const HANDLER_PARAMETERS_STATEMENT = `select name, bind_variable_name, source_type, access_method, param_type
  from ords_metadata.ords_parameters where handler_id = :id`;
