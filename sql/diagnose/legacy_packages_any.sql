-- As legacy_packages_own.sql. DBA_DEPENDENCIES needs more than ORDS_ADMINISTRATOR_ROLE; ALL_DEPENDENCIES would leave out
-- silently what the user may not see.
-- include: wanted
select distinct d.owner, d.type, d.name
  from dba_dependencies d
  join wanted w on w.owner = d.owner
 where d.referenced_name in ('OAUTH', 'OAUTH_ADMIN')
   and d.referenced_owner in ('PUBLIC', 'ORDS_METADATA')
