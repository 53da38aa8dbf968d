-- Decides what may be done with an object (v_exists) whose marked text is v_text, and puts the mark behind v_written, the
-- user's own text. :own_mark is a mark that only this resource can have written; :own_stack is its project/stack; :revise = 1:
-- the state has the object. What the name of this stack is on, but not its claim (kept by keepProtected, or of a state that was
-- lost), may be adopted; what another stack has may not. An adopted object gets no mark: it is not the stack's own.
-- include: mark/find
if v_exists = 0 then
  v_verdict := 'created';
elsif v_live_mark is null and (:adopt = 1 or :revise = 1) then
  v_verdict := 'adopted';
elsif v_live_mark is null then
  v_verdict := 'exists';
elsif :revise = 1 and (v_live_mark = :own_mark
                       or instr(v_live_mark, '[pulumi-ords ' || :own_stack || '#') = 1
                       or instr(v_live_mark, '[pulumi-ords ' || :own_stack || ' ') = 1) then
  v_verdict := 'adopted';
elsif v_live_mark = :own_mark then
  v_verdict := 'resumed';
elsif :adopt = 1 and instr(v_live_mark, '#' || nvl(:claim, '-') || ' ') = 0
      and (instr(v_live_mark, '[pulumi-ords ' || :own_stack || '#') = 1
           or instr(v_live_mark, '[pulumi-ords ' || :own_stack || ' ') = 1) then
  v_verdict := 'adopted';
else
  v_verdict := 'held';
  :detail := v_live_mark;
end if;
:status := v_verdict;
if :mark is not null and (v_verdict <> 'adopted' or :revise = 1) then
  if v_written is null then
    v_written := :mark;
  else
    v_written := v_written || ' ' || :mark;
  end if;
end if;
