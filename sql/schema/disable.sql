-- Disables the schema, unless another stack has something in it.
declare
  v_count number;
  v_others number;
  v_other varchar2(32767);
begin
  select count(*) into v_count from user_ords_schemas where status = 'ENABLED';
  -- include: schema/others
  if v_count = 0 then
    :status := 'missing';
  elsif v_others > 0 then
    :status := 'held';
    :holder := v_other;
  else
    ords.enable_schema(p_enabled => false);
    commit;
    :status := 'deleted';
  end if;
end;
