select t.uri_template template, h.method, h.source
  from user_ords_handlers h
  join user_ords_templates t on t.id = h.template_id
  join user_ords_modules m on m.id = t.module_id
 where m.name = :name
