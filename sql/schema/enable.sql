-- Enables the schema, or brings an enabled one (:adopt = 1) to what is wanted. A null :pattern or
-- :auto_rest_auth leaves what is there. :claimed = 1: this stack's claim saw the schema disabled, so that one which is enabled
-- exactly as wanted, and where no other stack has anything, is this stack's own interrupted work. Refuses to enable a disabled
-- schema with a published module that no privilege covers as a whole: it would answer everybody, at least until it is
-- protected.
declare
  v_enabled number := 0;
  v_pattern varchar2(4000);
  v_auth varchar2(30);
  v_wanted_pattern varchar2(4000);
  v_wanted_auth varchar2(30);
  v_open number;
  v_others number;
  v_other varchar2(32767);
  v_resumed number := 0;
  v_module varchar2(255);
begin
  for r in (select pattern, auto_rest_auth from user_ords_schemas where status = 'ENABLED') loop
    v_enabled := 1;
    v_pattern := r.pattern;
    v_auth := r.auto_rest_auth;
  end loop;

  -- include: schema/open_modules
  -- include: schema/others
  if v_enabled = 1 and :claimed = 1 and v_others = 0 and v_pattern = nvl(:pattern, :default_pattern)
     and (:auto_rest_auth is null or :auto_rest_auth = v_auth) then
    v_resumed := 1;
  end if;

  if v_enabled = 1 and :adopt = 0 and v_resumed = 0 then
    :status := 'exists';
    :holder := v_other;
  elsif v_enabled = 0 and v_open > 0 then
    :status := 'would_open';
    :detail := v_module;
  else
    if v_resumed = 1 then
      :status := 'resumed';
    elsif v_enabled = 1 then
      :status := 'adopted';
    else
      :status := 'created';
      v_pattern := null;
      v_auth := null;
    end if;
    v_wanted_pattern := nvl(:pattern, nvl(v_pattern, :default_pattern));
    v_wanted_auth := nvl(:auto_rest_auth, v_auth);

    if v_enabled = 0 or v_wanted_pattern <> v_pattern or nvl(v_wanted_auth, '-') <> nvl(v_auth, '-') then
      -- The URL mapping of an enabled schema cannot be altered (ORA-20049).
      if v_enabled = 1 and v_wanted_pattern <> v_pattern then
        ords.enable_schema(p_enabled => false);
      end if;
      if v_wanted_auth is null then
        ords.enable_schema(
          p_enabled => true, p_url_mapping_type => 'BASE_PATH', p_url_mapping_pattern => v_wanted_pattern);
      else
        ords.enable_schema(
          p_enabled => true, p_url_mapping_type => 'BASE_PATH', p_url_mapping_pattern => v_wanted_pattern,
          p_auto_rest_auth => (v_wanted_auth = 'ENABLED'));
      end if;
      commit;
    end if;
  end if;

  for r in (select pattern, auto_rest_auth from user_ords_schemas where status = 'ENABLED') loop
    :live_pattern := r.pattern;
    :live_auto_rest_auth := r.auto_rest_auth;
  end loop;
end;
