-- All columns, found by name: the name of the role claim's column has no source. One's own is jwt_profile/read.sql.
-- include: wanted
select j.*
  from dba_ords_jwt_profile j
  join wanted w on w.owner = j.schema
