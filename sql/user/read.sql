-- The user, what it was granted directly and, where that is managed, its URL mapping.
select 'user' kind, u.default_tablespace name, u.account_status status, u.authentication_type detail,
       (select max(q.max_bytes) from dba_ts_quotas q
         where q.username = u.username and q.tablespace_name = u.default_tablespace) quota
  from dba_users u
 where u.username = :name
union all
select 'privilege', privilege, null, null, null
  from dba_sys_privs
 where grantee = :name
union all
select 'role', granted_role, null, null, null
  from dba_role_privs
 where grantee = :name
-- include: mapping
