-- Everything of the schema that carries the mark of a stack, and which module stands under which privilege.
select 'module' kind, name, comments marked, null item, null detail
  from user_ords_modules
 where comments like '%[pulumi-ords %]'
union all
select 'privilege', name, comments, null, null
  from user_ords_privileges
 where comments like '%[pulumi-ords %]'
union all
select 'jwt_profile', issuer, description, audience, jwk_url
  from user_ords_jwt_profile
 where description like '%[pulumi-ords %]'
union all
select 'link', privilege_name, null, module_name, null
  from user_ords_privilege_modules
