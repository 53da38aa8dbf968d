-- Deletes the privilege, unless another stack has made it its own (mark/foreign.sql), and unless a published module would be left without any: one that it names, or whose base path
-- one of its patterns touches, and that no other privilege covers as a whole.
declare
  -- include: mark/variables
  v_exists number;
  v_count number;
  v_module varchar2(255);
begin
  select count(*), max(comments) into v_exists, v_text from user_ords_privileges where name = :name;
  -- include: mark/foreign
  select count(*), min(m.name) into v_count, v_module
    from (select name, replace('/' || ltrim(rtrim(uri_prefix, '/'), '/') || '/', '//', '/') base
            from user_ords_modules
           where status = 'PUBLISHED') m
   where (exists (select 1 from user_ords_privilege_modules pm
                   where pm.module_name = m.name and pm.privilege_name = :name)
          or exists (select 1 from user_ords_privilege_mappings pp
                      where pp.name = :name
                        and (instr(m.base, substr(pp.pattern, 1, instr(pp.pattern || '*', '*') - 1)) = 1
                             or instr(substr(pp.pattern, 1, instr(pp.pattern || '*', '*') - 1), m.base) = 1)))
     and not exists (select 1 from user_ords_privilege_modules om
                      where om.module_name = m.name and om.privilege_name <> :name)
     and not exists (select 1 from user_ords_privilege_mappings op
                      where op.name <> :name
                        and instr(op.pattern, '*') = length(op.pattern)
                        and instr(m.base, substr(op.pattern, 1, length(op.pattern) - 1)) = 1);
  if v_exists = 0 then
    :status := 'missing';
  elsif v_foreign = 1 then
    :status := 'held';
    :detail := v_live_mark;
  elsif v_count > 0 then
    :status := 'still_protects';
    :detail := v_module;
  else
    ords.delete_privilege(:name);
    commit;
    :status := 'deleted';
  end if;
end;
