ords.define_handler(
  p_module_name => :name, p_pattern => :pattern, p_method => :method,
  p_source_type => :source_type, p_source => :source, p_items_per_page => :items_per_page,
  p_mimes_allowed => :mimes_allowed, p_comments => :comments);
