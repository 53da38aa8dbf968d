-- A profile cannot be altered: delete, create and commit in one block, so that there is no moment without one.
declare
  -- include: mark/variables
  v_exists number;
  v_issuer varchar2(4000);
begin
  select count(*), min(issuer), min(description) into v_exists, v_issuer, v_text from user_ords_jwt_profile;
  :live_issuer := v_issuer;
  v_written := :user_text;
  -- include: mark/judge
  if v_verdict not in ('exists', 'held') then
    if v_exists > 0 then
      -- include: delete
      null;
    end if;
    -- include: create
    commit;
  end if;
end;
