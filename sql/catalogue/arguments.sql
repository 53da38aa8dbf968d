-- The arguments of one packaged procedure as this user sees them; no row = no such procedure, or no right to it.
select distinct object_name, argument_name
  from all_arguments
 where package_name = :package_name
   and object_name = :procedure_name
