-- Unpublishes first (:unpublish = 1), then takes the module out of the privilege, which keeps everything else it has. A module that
-- bears the mark of this stack's claim is its own, goes after this, and is unpublished in any case.
declare
  -- include: privilege/variables
  v_released varchar2(255) := :module;
  v_module_count number;
  v_linked number;
  v_foreign number;
  v_own number;
begin
  v_name := :privilege;
  v_applied := 1;
  select count(*) into v_module_count from user_ords_modules where name = :module;
  select count(*) into v_linked from user_ords_privilege_modules
   where module_name = :module and privilege_name = v_name;
  select count(*) into v_foreign from user_ords_privilege_modules
   where module_name = :module and privilege_name <> v_name;
  select count(*) into v_own from user_ords_modules
   where name = :module
     and (comments like '%[pulumi-ords %#' || :claim || ' %]'
          or (:claim is null and instr(comments, '[pulumi-ords ' || :own_stack || ' ') > 0));

  if v_module_count = 0 then
    :status := 'missing';
  elsif v_linked = 0 and v_foreign > 0 then
    :status := 'taken';
  else
    :status := 'deleted';
    if :unpublish = 1 or v_own > 0 then
      ords.publish_module(p_module_name => :module, p_status => 'NOT_PUBLISHED');
    end if;
    if v_linked > 0 then
      -- include: privilege/load
      -- include: privilege/apply
    end if;
    if v_applied = 1 then
      commit;
    else
      rollback;
      :status := 'not_applied';
    end if;
  end if;
end;
