declare
  v_count number;
begin
  select count(*) into v_count from user_ords_modules where name = :name;
  if v_count = 0 then
    :status := 'missing';
  else
    ords.delete_module(p_module_name => :name);
    commit;
    :status := 'deleted';
  end if;
end;
