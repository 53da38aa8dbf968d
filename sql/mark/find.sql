-- The mark at the end of v_text (components/ords/lifecycle/mark.ts).
v_live_mark := null;
if instr(v_text, '[pulumi-ords ', -1) > 0 and substr(v_text, -1) = ']' then
  v_live_mark := substr(v_text, instr(v_text, '[pulumi-ords ', -1));
end if;
