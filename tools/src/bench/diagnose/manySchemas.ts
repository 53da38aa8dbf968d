import type { Connection } from 'oracledb';

/** Everything of one schema, by an administrator: as many modules as privileges, each protected by one. */
const DEFINE = `
declare
  v_none owa.vc_arr;
  v_patterns owa.vc_arr;
  v_modules owa.vc_arr;
  v_name varchar2(100);
begin
  ords_admin.enable_schema(p_schema => :schema, p_url_mapping_pattern => :alias);
  for i in 1 .. :privileges loop
    v_name := 'orders' || i;
    ords_admin.define_module(p_schema => :schema, p_module_name => v_name, p_base_path => '/' || v_name || '/');
    ords_admin.define_template(p_schema => :schema, p_module_name => v_name, p_pattern => ':id');
    v_modules(1) := v_name;
    v_patterns(1) := '/' || v_name || '/*';
    ords_admin.define_privilege(p_schema => :schema, p_privilege_name => v_name || '.read', p_roles => v_none,
      p_patterns => v_patterns, p_modules => v_modules);
  end loop;
  ords_security_admin.create_jwt_profile(p_schema => :schema, p_issuer => 'https://tenant.example.com/',
    p_audience => 'https://api.example.com/' || :alias, p_jwk_url => 'https://tenant.example.com/jwks');
  commit;
end;`;

/** Creates that many ORDS-enabled schemas with that many privileges each; returns their names. */
export async function seedSchemas(
  session: Connection,
  schemas: number,
  privileges: number,
): Promise<string[]> {
  const names = Array.from({ length: schemas }, (_, index) => `BENCH_${String(index + 1).padStart(3, '0')}`);
  for (const schema of names) {
    // A user of a database that is thrown away afterwards, and nobody logs on as it.
    await session.execute(`create user ${schema} identified by "Bench_only_1234"`);
    await session.execute(DEFINE, { schema, alias: schema.toLowerCase(), privileges });
  }
  return names;
}
