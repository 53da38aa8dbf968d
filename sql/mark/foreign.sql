-- v_foreign is 1 when the mark at the end of v_text is that of another stack than :own_stack.
-- include: mark/find
v_foreign := 0;
if v_live_mark is not null and nvl(v_live_mark, '-') <> nvl(:own_mark, '-')
   and instr(v_live_mark, '[pulumi-ords ' || :own_stack || '#') = 0
   and instr(v_live_mark, '[pulumi-ords ' || :own_stack || ' ') = 0 then
  v_foreign := 1;
end if;
