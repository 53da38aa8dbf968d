-- A query of its own: a CLOB cannot stand in a union. Fetched as text, it comes whole, whatever its length.
select m.name module, t.uri_template template, h.method, h.source_type, h.source, h.items_per_page, h.mimes_allowed,
       h.comments
  from user_ords_handlers h
  join user_ords_templates t on t.id = h.template_id
  join user_ords_modules m on m.id = t.module_id
