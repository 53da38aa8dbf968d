-- The sources that catalogue.sql brings in several pieces, whole. A query of its own: a CLOB cannot stand in a union.
select m.name module, t.uri_template template, h.method, h.source
  from user_ords_handlers h
  join user_ords_templates t on t.id = h.template_id
  join user_ords_modules m on m.id = t.module_id
 where dbms_lob.getlength(h.source) > :longer_than
   and (:whole = 1 or m.name = :module)
