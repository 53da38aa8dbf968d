-- What this user may use of ORDS and of what ORDS needs, and what there is of it: a public synonym is listed also where the
-- object behind it is out of reach.
select 'role' kind, null owner, role name
  from session_roles
union all
select 'privilege', null, privilege
  from session_privs
union all
select 'usable', owner, object_name
  from all_objects
 where object_type in ('PACKAGE', 'VIEW')
   and (owner = 'ORDS_METADATA' or owner = 'SYS' and object_name in (
         'OWA', 'DBMS_LOB', 'DBMS_ASSERT', 'DBA_DEPENDENCIES', 'DBA_USERS', 'DBA_TS_QUOTAS', 'DBA_SYS_PRIVS', 'DBA_ROLE_PRIVS', 'DBA_OBJECTS'))
union all
select 'present', table_owner, table_name
  from all_synonyms
 where owner = 'PUBLIC'
   and (table_owner = 'ORDS_METADATA' or table_owner = 'SYS' and table_name in (
         'OWA', 'DBMS_LOB', 'DBMS_ASSERT', 'DBA_DEPENDENCIES', 'DBA_USERS', 'DBA_TS_QUOTAS', 'DBA_SYS_PRIVS', 'DBA_ROLE_PRIVS', 'DBA_OBJECTS'))
