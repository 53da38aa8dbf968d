-- What the packages hold, as far as this user may call them; a null argument where a procedure has none.
select distinct p.object_name package_name, p.procedure_name, p.authid, a.argument_name
  from all_procedures p
  left join all_arguments a
    on a.owner = p.owner and a.package_name = p.object_name and a.object_name = p.procedure_name
 where p.owner = 'ORDS_METADATA'
   and p.object_name in ('ORDS', 'ORDS_ADMIN', 'ORDS_SECURITY', 'ORDS_SECURITY_ADMIN', 'OAUTH', 'OAUTH_ADMIN')
   and p.procedure_name is not null
