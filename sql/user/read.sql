-- The user, what it was granted directly and, where that is managed, its URL mapping. `incarnation` tells it from a later user of its name.
select 'user' kind, u.default_tablespace name, u.account_status status, u.authentication_type detail,
       (select max(q.max_bytes) from dba_ts_quotas q
         where q.username = u.username and q.tablespace_name = u.default_tablespace) quota,
       to_char(u.user_id) || ' ' || to_char(u.created, 'YYYY-MM-DD HH24:MI:SS') incarnation
  from dba_users u
 where u.username = :name
union all
select 'privilege', privilege || case when admin_option = 'YES' then ' WITH ADMIN OPTION' end, null, null, null, null
  from dba_sys_privs
 where grantee = :name
union all
select 'role', granted_role || case when admin_option = 'YES' then ' WITH ADMIN OPTION' end, null, null, null, null
  from dba_role_privs
 where grantee = :name
-- include: mapping
