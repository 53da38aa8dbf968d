-- Whether the schema is enabled, before the stack has made anything in it.
select count(*) enabled
  from user_ords_schemas
 where status = 'ENABLED'
