-- Makes privilege v_name exactly what the lines say; v_applied is 1 when the live lists agree afterwards.
v_roles := v_no_entries;
v_patterns := v_no_entries;
v_modules := v_no_entries;
v_rest := v_role_lines;
while v_rest is not null loop
  v_end := instr(v_rest || chr(10), chr(10));
  v_roles(v_roles.count + 1) := substr(v_rest, 1, v_end - 1);
  v_rest := substr(v_rest, v_end + 1);
end loop;
v_rest := v_pattern_lines;
while v_rest is not null loop
  v_end := instr(v_rest || chr(10), chr(10));
  v_patterns(v_patterns.count + 1) := substr(v_rest, 1, v_end - 1);
  v_rest := substr(v_rest, v_end + 1);
end loop;
v_rest := v_module_lines;
while v_rest is not null loop
  v_end := instr(v_rest || chr(10), chr(10));
  v_modules(v_modules.count + 1) := substr(v_rest, 1, v_end - 1);
  v_rest := substr(v_rest, v_end + 1);
end loop;

-- Whether DEFINE_PRIVILEGE replaces the lists of an existing privilege or adds to them has no source: compare, and
-- if they differ delete and define again; nothing is committed in between.
v_applied := 0;
for attempt in 1 .. 2 loop
  ords.define_privilege(
    p_privilege_name => v_name, p_roles => v_roles, p_patterns => v_patterns, p_modules => v_modules,
    p_label => v_label, p_description => v_description, p_comments => v_comments);

  v_applied := 1;
  select count(*) into v_live from user_ords_privilege_roles where privilege_name = v_name;
  select count(*) into v_same from user_ords_privilege_roles
   where privilege_name = v_name and instr(chr(10) || v_role_lines || chr(10), chr(10) || role_name || chr(10)) > 0;
  if v_live <> v_roles.count or v_same <> v_roles.count then
    v_applied := 0;
  end if;
  select count(*) into v_live from user_ords_privilege_mappings where name = v_name;
  select count(*) into v_same from user_ords_privilege_mappings
   where name = v_name and instr(chr(10) || v_pattern_lines || chr(10), chr(10) || pattern || chr(10)) > 0;
  if v_live <> v_patterns.count or v_same <> v_patterns.count then
    v_applied := 0;
  end if;
  select count(*) into v_live from user_ords_privilege_modules where privilege_name = v_name;
  select count(*) into v_same from user_ords_privilege_modules
   where privilege_name = v_name and instr(chr(10) || v_module_lines || chr(10), chr(10) || module_name || chr(10)) > 0;
  if v_live <> v_modules.count or v_same <> v_modules.count then
    v_applied := 0;
  end if;

  exit when v_applied = 1;
  if attempt = 1 then
    ords.delete_privilege(v_name);
  end if;
end loop;
