-- Deletes the role, unless it is the only one of a privilege: without any role that one would let in every token that has the role
-- claim. What ORDS itself does with the role of a privilege has no source.
declare
  v_exists number;
  v_count number;
  v_privilege varchar2(255);
begin
  select count(*) into v_exists from user_ords_roles where name = :name;
  select count(*), min(privilege_name) into v_count, v_privilege
    from user_ords_privilege_roles pr
   where role_name = :name
     and not exists (select 1 from user_ords_privilege_roles other
                      where other.privilege_name = pr.privilege_name and other.role_name <> :name);
  if v_exists = 0 then
    :status := 'missing';
  elsif v_count > 0 then
    :status := 'still_required';
    :detail := v_privilege;
  else
    ords.delete_role(p_role_name => :name);
    commit;
    :status := 'deleted';
  end if;
end;
