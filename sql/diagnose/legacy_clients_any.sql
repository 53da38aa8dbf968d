-- include: wanted
select c.schema owner, c.name
  from dba_ords_clients c
  join wanted w on w.owner = c.schema
