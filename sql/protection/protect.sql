-- Protects the module, then publishes it; nobody sees one without the other, because both are committed together.
-- :former is the privilege that this stack had put on the module before. :publish: 1 publishes, 0 unpublishes,
-- null leaves the status.
declare
  -- include: privilege/variables
  v_released varchar2(255) := :module;
  v_module_count number;
  v_base_path varchar2(4000);
  v_privilege_count number;
  v_linked number;
  v_foreign number;
  v_foreign_name varchar2(255);
  v_others owa.vc_arr;
  v_all_applied number := 1;
begin
  select count(*), max(uri_prefix) into v_module_count, v_base_path from user_ords_modules where name = :module;
  select count(*) into v_privilege_count from user_ords_privileges where name = :privilege;
  select count(*) into v_linked from user_ords_privilege_modules
   where module_name = :module and privilege_name = :privilege;
  select count(*), min(privilege_name) into v_foreign, v_foreign_name from user_ords_privilege_modules
   where module_name = :module and privilege_name <> :privilege and privilege_name <> nvl(:former, chr(10));

  :base_path := v_base_path;
  if v_module_count = 0 then
    :status := 'unknown_module';
  elsif v_privilege_count = 0 then
    :status := 'unknown_privilege';
  elsif v_foreign > 0 and :take_over = 0 then
    :status := 'other_privilege';
    :detail := v_foreign_name;
  elsif v_linked > 0 and :adopt = 0 then
    :status := 'exists';
  else
    if v_linked > 0 then
      :status := 'adopted';
    else
      :status := 'created';
      ords.set_module_privilege(p_module_name => :module, p_privilege_name => :privilege);
    end if;

    -- Whether SET_MODULE_PRIVILEGE replaces the module's earlier privilege or adds one has no source: whatever is
    -- still there besides the wanted one is redefined without this module, in this transaction.
    for r in (select privilege_name from user_ords_privilege_modules
               where module_name = :module and privilege_name <> :privilege) loop
      v_others(v_others.count + 1) := r.privilege_name;
    end loop;
    for i in 1 .. v_others.count loop
      v_name := v_others(i);
      -- include: privilege/load
      -- include: privilege/apply
      if v_applied = 0 then
        v_all_applied := 0;
      end if;
    end loop;

    select count(*) into v_linked from user_ords_privilege_modules
     where module_name = :module and privilege_name = :privilege;
    if v_linked = 1 and v_all_applied = 1 then
      if :publish = 1 then
        ords.publish_module(p_module_name => :module, p_status => 'PUBLISHED');
      elsif :publish = 0 then
        ords.publish_module(p_module_name => :module, p_status => 'NOT_PUBLISHED');
      end if;
      commit;
    else
      rollback;
      :status := 'not_applied';
    end if;
  end if;
end;
