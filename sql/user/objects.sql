-- What goes with the user: up to ten names, with the count of all.
select object_type, object_name, total
  from (select o.object_type, o.object_name,
               (select count(*) from dba_objects a where a.owner = :name and a.object_type not in ('INDEX', 'LOB')) total
          from dba_objects o
         where o.owner = :name
           and o.object_type not in ('INDEX', 'LOB')
         order by case o.object_type when 'TABLE' then 1 else 2 end, o.object_type, o.object_name)
 where rownum <= 10
