-- v_open: published modules that would answer everybody as soon as there is a user, or its schema is enabled (:enable = 1). ORDS
-- keeps those of a former user, and the schema may still be enabled.
select count(*) into v_enabled from user_ords_schemas where status = 'ENABLED';
if v_count = 0 or (:enable = 1 and v_enabled = 0) then
  -- include: schema/open_modules
end if;
