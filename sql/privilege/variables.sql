-- A privilege's definition. Lists are lines: a line feed between entries.
v_name varchar2(255);
v_label varchar2(255);
v_description varchar2(4000);
v_comments varchar2(4000);
v_role_lines varchar2(32767);
v_pattern_lines varchar2(32767);
v_module_lines varchar2(32767);
v_roles owa.vc_arr;
v_patterns owa.vc_arr;
v_modules owa.vc_arr;
v_no_entries owa.vc_arr;
v_rest varchar2(32767);
v_end number;
v_live number;
v_same number;
v_applied number;
