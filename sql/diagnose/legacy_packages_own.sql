-- A name of one's own called OAUTH is not the package of ORDS; its public synonym is.
select distinct null owner, type, name
  from user_dependencies
 where referenced_name in ('OAUTH', 'OAUTH_ADMIN')
   and referenced_owner in ('PUBLIC', 'ORDS_METADATA')
