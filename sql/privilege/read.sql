select 'privilege' kind, name item, label, description, comments
  from user_ords_privileges
 where name = :name
union all
select 'role', role_name, null, null, null
  from user_ords_privilege_roles
 where privilege_name = :name
union all
select 'pattern', pattern, null, null, null
  from user_ords_privilege_mappings
 where name = :name
