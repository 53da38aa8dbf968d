-- Deletes the schema's profile if it is the one described by the binds.
declare
  v_count number;
  v_ours number;
  v_issuer varchar2(4000);
begin
  select count(*), min(issuer) into v_count, v_issuer from user_ords_jwt_profile;
  select count(*) into v_ours from user_ords_jwt_profile
   where issuer = :issuer and audience = :audience and jwk_url = :jwk_url;
  if v_count = 0 then
    :status := 'missing';
  elsif v_ours = 0 then
    :status := 'foreign';
    :detail := v_issuer;
  else
    -- include: delete
    commit;
    :status := 'deleted';
  end if;
end;
