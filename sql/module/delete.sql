declare
  -- include: mark/variables
  v_count number;
begin
  select count(*), max(comments) into v_count, v_text from user_ords_modules where name = :name;
  -- include: mark/foreign
  if v_count = 0 then
    :status := 'missing';
  elsif v_foreign = 1 then
    :status := 'held';
    :detail := v_live_mark;
  else
    ords.delete_module(p_module_name => :name);
    commit;
    :status := 'deleted';
  end if;
end;
