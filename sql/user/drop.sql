-- Takes the schema away from ORDS with everything that ORDS has of it, so that a later user of that name inherits no module,
-- and drops the user with all its objects. Only the user that the state knows (:incarnation), and none in whose schema another stack
-- has something.
declare
  v_count number;
  v_incarnation varchar2(80);
  v_others number;
  v_other varchar2(32767);
begin
  select count(*), max(to_char(user_id) || ' ' || to_char(created, 'YYYY-MM-DD HH24:MI:SS')) into v_count, v_incarnation
    from dba_users where username = :name and oracle_maintained = 'N';
  -- include: schema/others
  if v_count = 0 then
    :status := 'missing';
  elsif v_incarnation <> :incarnation then
    :status := 'another';
    :detail := v_incarnation;
  elsif v_others > 0 then
    :status := 'held';
    :detail := v_other;
  else
    for s in (select pattern from user_ords_schemas) loop
      ords.drop_rest_for_schema();
    end loop;
    commit;
    execute immediate 'drop user ' || dbms_assert.enquote_name(:name, false) || ' cascade';
    :status := 'deleted';
  end if;
end;
