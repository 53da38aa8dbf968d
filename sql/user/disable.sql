for s in (select pattern from user_ords_schemas where status = 'ENABLED') loop
  ords.enable_schema(p_enabled => false);
end loop;
