-- Takes the schema away from ORDS with everything that ORDS has of it, so that a later user of that name inherits no module,
-- and drops the user with all its objects.
declare
  v_count number;
begin
  select count(*) into v_count from dba_users where username = :name and oracle_maintained = 'N';
  if v_count = 0 then
    :status := 'missing';
  else
    for s in (select pattern from user_ords_schemas) loop
      ords.drop_rest_for_schema();
    end loop;
    commit;
    execute immediate 'drop user ' || dbms_assert.enquote_name(:name, false) || ' cascade';
    :status := 'deleted';
  end if;
end;
