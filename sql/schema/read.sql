select pattern, auto_rest_auth
  from user_ords_schemas
 where status = 'ENABLED'
