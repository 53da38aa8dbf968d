-- v_others: how many objects of the schema carry the mark of another stack than :own_stack, or of another one of its name; v_other is one
-- of these texts.
select count(*), min(m.comments) into v_others, v_other
  from (select comments from user_ords_modules
        union all
        select comments from user_ords_privileges) m
 where m.comments like '%[pulumi-ords %]'
   and instr(m.comments, '[pulumi-ords ' || :own_stack || ' ') = 0
   and not (m.comments like '%#' || :claim || ' %]' and instr(m.comments, '[pulumi-ords ' || :own_stack || '#') > 0);
