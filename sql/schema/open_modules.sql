-- v_open: how many published modules of the schema no privilege covers as a whole; v_module is the name of one of them.
select count(*), min(m.name) into v_open, v_module
  from (select name, replace('/' || ltrim(rtrim(uri_prefix, '/'), '/') || '/', '//', '/') base
          from user_ords_modules
         where status = 'PUBLISHED') m
 where not exists (select 1 from user_ords_privilege_modules pm where pm.module_name = m.name)
   and not exists (select 1 from user_ords_privilege_mappings pp
                    where instr(pp.pattern, '*') = length(pp.pattern)
                      and instr(m.base, substr(pp.pattern, 1, length(pp.pattern) - 1)) = 1);
