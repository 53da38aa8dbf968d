-- Reads the live definition of privilege v_name, leaving out module v_released.
v_role_lines := null;
v_pattern_lines := null;
v_module_lines := null;
for p in (select label, description, comments from user_ords_privileges where name = v_name) loop
  v_label := p.label;
  v_description := p.description;
  v_comments := p.comments;
end loop;
for p in (select role_name from user_ords_privilege_roles where privilege_name = v_name) loop
  v_role_lines := v_role_lines || p.role_name || chr(10);
end loop;
for p in (select pattern from user_ords_privilege_mappings where name = v_name) loop
  v_pattern_lines := v_pattern_lines || p.pattern || chr(10);
end loop;
for p in (select module_name from user_ords_privilege_modules
           where privilege_name = v_name and module_name <> v_released) loop
  v_module_lines := v_module_lines || p.module_name || chr(10);
end loop;
