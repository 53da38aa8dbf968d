union all
select 'mapping', pattern, null, null, null, null
  from user_ords_schemas
 where status = 'ENABLED'
