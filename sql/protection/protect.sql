-- Protects the module, then publishes it; nobody sees one without the other, because both are committed together.
-- :former is the privilege that this stack had put on the module before. A link that is there already is this stack's
-- own work when the module or the privilege carries the mark of its claim (:claim). A privilege of another stack keeps its
-- modules. :publish: 1 publishes, 0 unpublishes, null leaves the status. What is as wanted already is not written.
declare
  -- include: privilege/variables
  v_released varchar2(255) := :module;
  v_module_count number;
  v_base_path varchar2(4000);
  v_status varchar2(30);
  v_privilege_count number;
  v_linked number;
  v_foreign number;
  v_foreign_name varchar2(255);
  v_held varchar2(32767);
  v_own number;
  v_others owa.vc_arr;
  v_all_applied number := 1;
begin
  select count(*), max(uri_prefix), max(status) into v_module_count, v_base_path, v_status
    from user_ords_modules where name = :module;
  select count(*) into v_privilege_count from user_ords_privileges where name = :privilege;
  select count(*) into v_linked from user_ords_privilege_modules
   where module_name = :module and privilege_name = :privilege;
  select count(*), min(privilege_name) into v_foreign, v_foreign_name from user_ords_privilege_modules
   where module_name = :module and privilege_name <> :privilege and privilege_name <> nvl(:former, chr(10));
  select max(substr(p.comments, instr(p.comments, '[pulumi-ords ', -1))) into v_held
    from user_ords_privilege_modules pm
    join user_ords_privileges p on p.name = pm.privilege_name
   where pm.module_name = :module and pm.privilege_name <> :privilege
     and instr(p.comments, '[pulumi-ords ', -1) > 0 and substr(p.comments, -1) = ']'
     and instr(p.comments, '[pulumi-ords ' || :own_stack || '#') = 0
     and instr(p.comments, '[pulumi-ords ' || :own_stack || ' ') = 0;
  select count(*) into v_own
    from (select comments from user_ords_modules where name = :module
          union all
          select comments from user_ords_privileges where name = :privilege) c
   where c.comments like '%[pulumi-ords %#' || :claim || ' %]';

  :base_path := v_base_path;
  if v_module_count = 0 then
    :status := 'unknown_module';
  elsif v_privilege_count = 0 then
    :status := 'unknown_privilege';
  elsif v_held is not null then
    :status := 'held';
    :detail := v_held;
  elsif v_foreign > 0 and :take_over = 0 then
    :status := 'other_privilege';
    :detail := v_foreign_name;
  elsif v_linked > 0 and :adopt = 0 and v_own = 0 then
    :status := 'exists';
  else
    if v_linked > 0 and v_own > 0 and :revise = 0 then
      :status := 'resumed';
    elsif v_linked > 0 then
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
      if :publish = 1 and v_status <> 'PUBLISHED' then
        ords.publish_module(p_module_name => :module, p_status => 'PUBLISHED');
      elsif :publish = 0 and v_status <> 'NOT_PUBLISHED' then
        ords.publish_module(p_module_name => :module, p_status => 'NOT_PUBLISHED');
      end if;
      commit;
    else
      rollback;
      :status := 'not_applied';
    end if;
  end if;
end;
