ords.define_template(
  p_module_name => :name, p_pattern => :pattern, p_priority => :priority,
  p_etag_type => :etag_type, p_etag_query => :etag_query, p_comments => :comments);
