-- The whole definition in one answer. CLOBs would cost a second round trip, so a handler's source comes in pieces of
-- 1,300 characters (4,000 bytes at three bytes each); a longer one is asked for with sources.sql.
select 'module' kind, null template, null method, null item, uri_prefix text1, status text2, null text3, null text4,
       items_per_page number1, comments, null source1, null source2, null source3, null source4, null source_length
  from user_ords_modules
 where name = :name
union all
select 'template', t.uri_template, null, null, t.etag_type, to_char(t.etag_query), null, null,
       t.priority, t.comments, null, null, null, null, null
  from user_ords_templates t
  join user_ords_modules m on m.id = t.module_id
 where m.name = :name
union all
select 'handler', t.uri_template, h.method, null, h.source_type, h.mimes_allowed, null, null,
       h.items_per_page, h.comments,
       dbms_lob.substr(h.source, 1300, 1), dbms_lob.substr(h.source, 1300, 1301),
       dbms_lob.substr(h.source, 1300, 2601), dbms_lob.substr(h.source, 1300, 3901), dbms_lob.getlength(h.source)
  from user_ords_handlers h
  join user_ords_templates t on t.id = h.template_id
  join user_ords_modules m on m.id = t.module_id
 where m.name = :name
union all
select 'parameter', t.uri_template, h.method, p.name, p.bind_variable_name, p.source_type, p.param_type,
       p.access_method, null, p.comments, null, null, null, null, null
  from user_ords_parameters p
  join user_ords_handlers h on h.id = p.handler_id
  join user_ords_templates t on t.id = h.template_id
  join user_ords_modules m on m.id = t.module_id
 where m.name = :name
