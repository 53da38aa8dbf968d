declare
  v_count number;
begin
  select count(*) into v_count from user_ords_roles where name = :name;
  if v_count = 0 then
    :status := 'missing';
  else
    ords.delete_role(p_role_name => :name);
    commit;
    :status := 'deleted';
  end if;
end;
