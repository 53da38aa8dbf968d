-- Creates the privilege, or redefines an existing one (:adopt = 1) with the modules it has.
declare
  -- include: variables
  v_released varchar2(255) := chr(10);
  v_exists number;
begin
  v_name := :name;
  select count(*) into v_exists from user_ords_privileges where name = v_name;
  if v_exists > 0 and :adopt = 0 then
    :status := 'exists';
  else
    if v_exists > 0 then
      :status := 'adopted';
    else
      :status := 'created';
    end if;
    -- include: load
    v_label := :label;
    v_description := :description;
    v_comments := :comments;
    v_role_lines := :roles;
    v_pattern_lines := :patterns;
    -- include: apply
    if v_applied = 1 then
      commit;
    else
      rollback;
      :status := 'not_applied';
    end if;
  end if;
end;
