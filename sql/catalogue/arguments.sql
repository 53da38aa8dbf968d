-- The procedures of a package as this user sees them, with their arguments; a null one where there is none. No row: no such
-- procedure, or no right to it. ALL_ARGUMENTS alone would leave out a procedure without arguments.
select distinct p.procedure_name, a.argument_name
  from all_procedures p
  left join all_arguments a
    on a.owner = p.owner and a.package_name = p.object_name and a.object_name = p.procedure_name
 where p.owner = 'ORDS_METADATA'
   and p.object_name = :package_name
   and p.procedure_name = :procedure_name
