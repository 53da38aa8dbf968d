-- :schemas and :aliases are lists with a line feed before, between and after the names. The schema that a URL's alias leads
-- to is wanted too: it may be another one than the profile was written for.
with wanted as (
  select parsing_schema owner
    from dba_ords_schemas
   where instr(:schemas, chr(10) || parsing_schema || chr(10)) > 0
      or instr(:aliases, chr(10) || lower(pattern) || chr(10)) > 0
)
