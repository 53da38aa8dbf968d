-- Defines the module with exactly the templates, handlers and parameters handed over, unless it is somebody else's
-- (mark/judge.sql). A module that exists keeps its status (unless :wanted_status says another), its privileges, and the
-- slashes of its base path as they were written; a new one starts NOT_PUBLISHED.
declare
  -- include: mark/variables
  v_exists number;
  v_live_status varchar2(30);
  v_base_path varchar2(4000);
  v_status varchar2(30);
  v_privileges owa.vc_arr;
  v_privilege varchar2(255);
  v_templates number;
  v_handlers number;
  v_parameters number;
  v_count number;
  v_applied number := 0;
begin
  select count(*), max(status), max(uri_prefix), max(comments) into v_exists, v_live_status, v_base_path, v_text
    from user_ords_modules where name = :name;
  if v_exists = 0 or replace('/' || ltrim(rtrim(v_base_path, '/'), '/') || '/', '//', '/') <> :base_path then
    v_base_path := :base_path;
  end if;
  v_written := :comments;
  -- include: mark/judge
  if v_verdict not in ('exists', 'held') then
    v_status := nvl(:wanted_status, nvl(v_live_status, 'NOT_PUBLISHED'));
    for r in (select privilege_name from user_ords_privilege_modules where module_name = :name) loop
      v_privileges(v_privileges.count + 1) := r.privilege_name;
    end loop;

    -- Whether a second definition replaces templates or adds to them has no source: look, and if something is
    -- left over that nobody asked for, delete the module and define it again before anything is committed.
    for attempt in 1 .. 2 loop
      ords.define_module(
        p_module_name => :name, p_base_path => v_base_path, p_items_per_page => :items_per_page,
        p_status => v_status, p_comments => v_written);
      -- include: definition
      select count(*) into v_templates from user_ords_templates
       where module_id in (select id from user_ords_modules where name = :name);
      select count(*) into v_handlers from user_ords_handlers
       where template_id in (select id from user_ords_templates
                              where module_id in (select id from user_ords_modules where name = :name));
      select count(*) into v_parameters from user_ords_parameters
       where handler_id in (select id from user_ords_handlers
                             where template_id in (select id from user_ords_templates
                                                    where module_id in (select id from user_ords_modules
                                                                         where name = :name)));
      if v_templates = :templates and v_handlers = :handlers and v_parameters = :parameters then
        v_applied := 1;
      elsif attempt = 1 then
        ords.delete_module(p_module_name => :name);
      end if;
      exit when v_applied = 1;
    end loop;

    -- A definition that dropped the module's privilege would open it.
    for i in 1 .. v_privileges.count loop
      v_privilege := v_privileges(i);
      select count(*) into v_count from user_ords_privilege_modules
       where module_name = :name and privilege_name = v_privilege;
      if v_count = 0 then
        ords.set_module_privilege(p_module_name => :name, p_privilege_name => v_privilege);
      end if;
    end loop;
    select count(*) into v_count from user_ords_privilege_modules where module_name = :name;

    if v_applied = 1 and v_count = v_privileges.count then
      commit;
    else
      rollback;
      :status := 'not_applied';
    end if;
  end if;
end;
