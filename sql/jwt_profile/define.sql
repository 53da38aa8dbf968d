-- A profile cannot be altered: delete, create and commit in one block, so that there is no moment without one.
declare
  v_count number;
  v_issuer varchar2(4000);
begin
  select count(*), min(issuer) into v_count, v_issuer from user_ords_jwt_profile;
  if v_count > 0 and :adopt = 0 then
    :status := 'exists';
    :detail := v_issuer;
  else
    if v_count > 0 then
      :status := 'adopted';
      -- include: delete
    else
      :status := 'created';
    end if;
    -- include: create
    commit;
  end if;
end;
