declare
  v_count number;
begin
  select count(*) into v_count from user_ords_schemas where status = 'ENABLED';
  if v_count = 0 then
    :status := 'missing';
  else
    ords.enable_schema(p_enabled => false);
    commit;
    :status := 'deleted';
  end if;
end;
