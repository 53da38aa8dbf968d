-- Creates the privilege, or redefines an existing one (mark/judge.sql says whose it may be) with the modules it has. Refuses to drop a pattern
-- that is all that protects something of a published module: it would be open from then on, or until the module moves.
declare
  -- include: variables
  -- include: mark/variables
  v_released varchar2(255) := chr(10);
  v_exists number;
  v_former_lines varchar2(32767);
  v_pattern varchar2(4000);
  v_prefix varchar2(4000);
  v_count number;
  v_module varchar2(255);
  v_opened varchar2(255);
begin
  v_name := :name;
  select count(*), max(comments) into v_exists, v_text from user_ords_privileges where name = v_name;
  v_written := :comments;
  -- include: mark/judge
  if v_verdict not in ('exists', 'held') then
    -- include: load
    v_former_lines := v_pattern_lines;
    v_label := :label;
    v_description := :description;
    v_comments := v_written;
    v_role_lines := :roles;
    v_pattern_lines := :patterns;
    -- include: apply

    while v_former_lines is not null loop
      v_end := instr(v_former_lines || chr(10), chr(10));
      v_pattern := substr(v_former_lines, 1, v_end - 1);
      v_former_lines := substr(v_former_lines, v_end + 1);
      if instr(chr(10) || v_pattern_lines || chr(10), chr(10) || v_pattern || chr(10)) = 0 then
        v_prefix := substr(v_pattern, 1, instr(v_pattern || '*', '*') - 1);
        select count(*), min(m.name) into v_count, v_module
          from (select name, replace('/' || ltrim(rtrim(uri_prefix, '/'), '/') || '/', '//', '/') base
                  from user_ords_modules
                 where status = 'PUBLISHED') m
         where (instr(m.base, v_prefix) = 1 or instr(v_prefix, m.base) = 1)
           and not exists (select 1 from user_ords_privilege_modules om where om.module_name = m.name)
           and not exists (select 1 from user_ords_privilege_mappings op
                            where instr(op.pattern, '*') = length(op.pattern)
                              and (instr(v_prefix, substr(op.pattern, 1, length(op.pattern) - 1)) = 1
                                   or instr(m.base, substr(op.pattern, 1, length(op.pattern) - 1)) = 1));
        if v_count > 0 then
          v_opened := v_module;
        end if;
      end if;
    end loop;

    if v_opened is not null then
      rollback;
      :status := 'still_protects';
      :detail := v_opened;
    elsif v_applied = 1 then
      commit;
    else
      rollback;
      :status := 'not_applied';
    end if;
  end if;
end;
