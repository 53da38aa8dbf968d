-- What ORDS loses with the user: up to ten names, with the count of all.
select name, total
  from (select m.name, (select count(*) from user_ords_modules) total from user_ords_modules m order by m.name)
 where rownum <= 10
