select m.status, m.uri_prefix, pm.privilege_name
  from user_ords_modules m
  left join user_ords_privilege_modules pm on pm.module_name = m.name
 where m.name = :module
