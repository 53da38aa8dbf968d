declare
  v_count number;
begin
  select count(*) into v_count from user_ords_roles where name = :name;
  if v_count = 0 then
    ords.create_role(p_role_name => :name);
    commit;
    :status := 'created';
  elsif :adopt = 1 then
    :status := 'adopted';
  else
    :status := 'exists';
  end if;
end;
