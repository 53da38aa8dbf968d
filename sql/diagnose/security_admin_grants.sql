-- Whether everybody may call ORDS_SECURITY_ADMIN (facts/ords.md 1, history).
select count(*) public_grants
  from all_tab_privs
 where table_name = 'ORDS_SECURITY_ADMIN'
   and grantee = 'PUBLIC'
   and privilege = 'EXECUTE'
