-- Disables a schema in which nothing is left.
declare
  v_enabled number;
  v_left number;
begin
  select count(*) into v_enabled from user_ords_schemas where status = 'ENABLED';
  select count(*) into v_left
    from (select name from user_ords_modules
          union all
          select name from user_ords_privileges
          union all
          select issuer from user_ords_jwt_profile);
  if v_enabled = 0 then
    :status := 'missing';
  elsif v_left > 0 then
    :status := 'kept';
  else
    ords.enable_schema(p_enabled => false);
    commit;
    :status := 'deleted';
  end if;
end;
