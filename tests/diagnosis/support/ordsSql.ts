import { rolesOf, type ModuleShape, type ScopeShape, type Shape } from './shape';

/** PL/SQL as a database developer types it, so that what is diagnosed was not made by the library under test. */
export function literal(text: string | null): string {
  return text === null ? 'null' : `'${text.replaceAll("'", "''")}'`;
}

export interface Profile {
  readonly issuer: string;
  readonly audience: string;
  readonly jwkUrl: string;
  readonly allowedSkew?: number | null;
  readonly allowedAge?: number | null;
  readonly roleClaim?: string | null;
}

export function profileSql(profile: Profile): string {
  const { issuer, audience, jwkUrl, allowedSkew = null, allowedAge = null, roleClaim = null } = profile;
  const optional = [
    allowedSkew === null ? '' : `, p_allowed_skew => ${allowedSkew}`,
    allowedAge === null ? '' : `, p_allowed_age => ${allowedAge}`,
    roleClaim === null ? '' : `, p_role_claim_name => ${literal(roleClaim)}`,
  ].join('');
  return `ords_security.delete_jwt_profile;
    ords_security.create_jwt_profile(p_issuer => ${literal(issuer)}, p_audience => ${literal(audience)},
      p_jwk_url => ${literal(jwkUrl)}${optional});`;
}

export function moduleSql(
  name: string,
  { basePath, templates = ['.'] }: ModuleShape,
  status: 'PUBLISHED' | 'NOT_PUBLISHED' = 'PUBLISHED',
): string {
  const module = `p_module_name => ${literal(name)}`;
  return [
    `ords.define_module(${module}, p_base_path => ${literal(basePath)}, p_items_per_page => 25, p_status => '${status}');`,
    ...templates.map(
      (template) => `ords.define_template(${module}, p_pattern => ${literal(template)});
        ords.define_handler(${module}, p_pattern => ${literal(template)}, p_method => 'GET',
          p_source_type => 'json/collection', p_source => 'select 1 as id from dual');`,
    ),
  ].join('\n');
}

export function privilegeSql(
  name: string,
  { modules = [], patterns = [] }: ScopeShape,
  roles: readonly string[] = [],
): string {
  const fill = (list: string, values: readonly string[]): string =>
    values.map((value, i) => `${list}(${i + 1}) := ${literal(value)};`).join(' ');
  return `declare
      l_roles owa.vc_arr; l_patterns owa.vc_arr; l_modules owa.vc_arr;
    begin
      ${fill('l_roles', roles)} ${fill('l_patterns', patterns)} ${fill('l_modules', modules)}
      ords.define_privilege(p_privilege_name => ${literal(name)}, p_roles => l_roles, p_patterns => l_patterns,
        p_modules => l_modules);
    end;`;
}

export function enableSql(schema: string, alias: string, enabled = true): string {
  return `ords.enable_schema(p_enabled => ${String(enabled)}, p_schema => ${literal(schema)}, p_url_mapping_type => 'BASE_PATH',
      p_url_mapping_pattern => ${literal(alias)}, p_auto_rest_auth => false);`;
}

export function block(...statements: readonly string[]): string {
  return `begin\n${statements.join('\n')}\ncommit;\nend;`;
}

export function schemaSql(shape: Shape, schema: string, alias: string, profile: Profile): string {
  return block(
    enableSql(schema, alias),
    ...[...new Set(Object.keys(shape.scopes).flatMap((name) => rolesOf(shape, name)))].map(
      (role) => `ords.create_role(p_role_name => ${literal(role)});`,
    ),
    ...Object.entries(shape.modules).map(([name, module]) => moduleSql(name, module)),
    ...Object.entries(shape.scopes).map(([name, scope]) => privilegeSql(name, scope, rolesOf(shape, name))),
    profileSql(profile),
  );
}
