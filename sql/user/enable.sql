-- The URL mapping of an enabled schema cannot be altered (ORA-20049).
for s in (select pattern from user_ords_schemas where status = 'ENABLED' and pattern <> :pattern) loop
  ords.enable_schema(p_enabled => false);
end loop;
ords.enable_schema(
  p_enabled => true, p_url_mapping_type => 'BASE_PATH', p_url_mapping_pattern => :pattern);
