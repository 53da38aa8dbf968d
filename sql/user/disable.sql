-- Unless another stack has something in the schema, which is then said in :detail.
-- include: schema/others
if v_others > 0 then
  :detail := v_other;
else
  for s in (select pattern from user_ords_schemas where status = 'ENABLED') loop
    ords.enable_schema(p_enabled => false);
  end loop;
end if;
