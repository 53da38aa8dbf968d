-- Deletes the schema's profile if it is the one described by the binds.
declare
  -- include: mark/variables
  v_count number;
  v_ours number;
  v_issuer varchar2(4000);
begin
  select count(*), min(issuer), min(description) into v_count, v_issuer, v_text from user_ords_jwt_profile;
  -- include: mark/foreign
  select count(*) into v_ours from user_ords_jwt_profile
   where issuer = :issuer and audience = :audience and jwk_url = :jwk_url;
  if v_count = 0 then
    :status := 'missing';
  elsif v_foreign = 1 then
    :status := 'held';
    :detail := v_live_mark;
  elsif v_ours = 0 then
    :status := 'foreign';
    :detail := v_issuer;
  else
    -- include: delete
    commit;
    :status := 'deleted';
  end if;
end;
