-- v_open: published modules that would answer everybody if the schema were enabled; ORDS may still have those of a former user.
select count(*) into v_enabled from user_ords_schemas where status = 'ENABLED';
if v_enabled = 0 then
  -- include: schema/open_modules
end if;
