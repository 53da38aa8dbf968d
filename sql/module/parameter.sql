ords.define_parameter(
  p_module_name => :name, p_pattern => :pattern, p_method => :method, p_name => :parameter,
  p_bind_variable_name => :bind_variable, p_source_type => :source_type, p_param_type => :param_type,
  p_access_method => :access_method, p_comments => :comments);
