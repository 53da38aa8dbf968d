-- v_others: how many objects of the schema carry the mark of another stack than :own_stack, or of another one of its name.
select count(*) into v_others
  from (select comments from user_ords_modules
        union all
        select comments from user_ords_privileges) m
 where m.comments like '%[pulumi-ords %]'
   and instr(m.comments, '[pulumi-ords ' || :own_stack || ' ') = 0
   and not (m.comments like '%#' || :claim || ' %]' and instr(m.comments, '[pulumi-ords ' || :own_stack || '#') > 0);
