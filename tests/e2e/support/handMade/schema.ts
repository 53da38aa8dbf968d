import type { IdentityProviderUnderTest } from '../identityProviders/identityProvider';
import type { SchemaSession } from '../schema';
import { digest, type Digests, type Mode } from './side';

/** Where the identity provider writes roles, in role mode. */
export const ROLE_CLAIM = 'iam_groups';

/** Over 32 KB, with everything that is special to one text form or another; `/` stands alone on a line. */
const LONG = `declare
  greeting varchar2(100) := 'it''s "q" ${'${x}'} \\n é 注文 😀';
begin
${'  -- \'q\' "d" /* :id */ # : - | > é 注文;\n'.repeat(1_200)}  owa_util.mime_header('application/json');
  htp.p('{"ok":true}');
end;
/
`;

const literal = (value: string): string => `'${value.replaceAll("'", "''")}'`;
/** A literal of PL/SQL holds 32,767 bytes. */
const clob = (value: string): string =>
  (value.match(/[^]{1,2000}/g) ?? []).map((part) => `  c := c || ${literal(part)};`).join('\n');

/** The roles of each privilege, by which role mode authorises. */
const ROLES = { 'orders.read': ['clerks', 'orders_readers'], 'orders.all': ['orders.all'] } as const;

/** An array of PL/SQL. */
const filled = (array: string, entries: readonly string[]): string =>
  `  ${array} := none;\n${entries.map((entry, index) => `  ${array}(${index + 1}) := ${literal(entry)};\n`).join('')}`;
const rolesOf = (privilege: keyof typeof ROLES, mode: Mode): string =>
  filled('roles', mode === 'role' ? ROLES[privilege] : []);

/** A schema as people make it with PL/SQL: nothing in it knows of this library. */
const schemaText = (mode: Mode): string => `
declare
  none owa.vc_arr;
  roles owa.vc_arr;
  patterns owa.vc_arr;
  modules owa.vc_arr;
  c clob;
begin
  ords.enable_schema(p_url_mapping_type => 'BASE_PATH', p_url_mapping_pattern => 'shop');
${clob(LONG)}
  ords.define_module(p_module_name => 'orders', p_base_path => 'orders', p_items_per_page => 7,
    p_status => 'PUBLISHED', p_comments => 'two
lines');
  ords.define_template(p_module_name => 'orders', p_pattern => 'list', p_priority => 2, p_comments => 't''s');
  ords.define_handler(p_module_name => 'orders', p_pattern => 'list', p_method => 'GET',
    p_source_type => 'json/collection', p_source => 'select id, ''a/b'' x,
  customer
from orders order by id');
  ords.define_template(p_module_name => 'orders', p_pattern => 'job');
  ords.define_handler(p_module_name => 'orders', p_pattern => 'job', p_method => 'POST',
    p_source_type => 'plsql/block', p_source => c, p_mimes_allowed => 'application/json', p_comments => 'long');
  ords.define_parameter(p_module_name => 'orders', p_pattern => 'job', p_method => 'POST',
    p_name => 'X-Été', p_bind_variable_name => 'page', p_source_type => 'HEADER', p_param_type => 'INT',
    p_access_method => 'IN');
  ords.define_module(p_module_name => '注文', p_base_path => '/été/', p_items_per_page => 25,
    p_status => 'PUBLISHED');
  ords.define_template(p_module_name => '注文', p_pattern => ':id');
  ords.define_handler(p_module_name => '注文', p_pattern => ':id', p_method => 'GET',
    p_source_type => 'json/item', p_source => 'select id from orders where id = :id');
${
  mode === 'role'
    ? Object.values(ROLES)
        .flat()
        .map((role) => `  ords.create_role(${literal(role)});\n`)
        .join('')
    : ''
}${rolesOf('orders.read', mode)}  patterns(1) := '/orders/list';
  patterns(2) := '/orders/*';
  modules(1) := 'orders';
  ords.define_privilege(p_privilege_name => 'orders.read', p_roles => roles, p_patterns => patterns,
    p_modules => modules, p_label => 'Orders, lesen', p_description => 'It''s "read"', p_comments => 'by hand');
  patterns := none;
  modules(1) := '注文';
${rolesOf('orders.all', mode)}  ords.define_privilege(p_privilege_name => 'orders.all', p_roles => roles, p_patterns => patterns,
    p_modules => modules, p_label => 'orders.all');
  commit;
end;`;

/** The catalogue of the schema with every text in it. */
export async function catalogue(schema: SchemaSession): Promise<Digests> {
  const views = {
    modules: 'select name, uri_prefix, items_per_page, status, comments from user_ords_modules order by name',
    templates:
      'select uri_template, priority, etag_type, comments from user_ords_templates order by uri_template',
    handlers:
      'select method, source_type, source, mimes_allowed, comments from user_ords_handlers order by method, source_type',
    parameters:
      'select name, bind_variable_name, source_type, param_type, access_method from user_ords_parameters',
    privileges: 'select name, label, description, comments from user_ords_privileges order by name',
    patterns: 'select name, pattern from user_ords_privilege_mappings order by 1, 2',
    links: 'select privilege_name, module_name from user_ords_privilege_modules order by 1, 2',
    roles: 'select name from user_ords_roles order by name',
    privilegeRoles: 'select privilege_name, role_name from user_ords_privilege_roles order by 1, 2',
    profile: 'select issuer, audience, jwk_url, allowed_skew, role_claim_name from user_ords_jwt_profile',
    mapping: 'select pattern, status from user_ords_schemas',
  };
  const found: Record<string, string> = {};
  for (const [name, sql] of Object.entries(views)) found[name] = digest(await schema.texts(sql));
  return found;
}

/** Makes the ORDS side as people would. */
export async function makeSchema(
  schema: SchemaSession,
  { issuer, jwksUrl }: Pick<IdentityProviderUnderTest, 'issuer' | 'jwksUrl'>,
  audience: string,
  mode: Mode,
): Promise<void> {
  await schema.run(schemaText(mode));
  const claim = mode === 'role' ? `, p_role_claim_name => '/${ROLE_CLAIM}'` : '';
  await schema.run(
    `begin ords_security.create_jwt_profile(p_issuer => :issuer, p_audience => :audience,
       p_jwk_url => :keys, p_allowed_skew => 30${claim}); end;`,
    { issuer, audience, keys: jwksUrl },
  );
}

/** Changes something of each kind of object, as somebody would who knows nothing of the stack. */
export async function damageSchema(schema: SchemaSession, mode: Mode): Promise<void> {
  await schema.run(`declare
    none owa.vc_arr;
    roles owa.vc_arr;
  begin
    ords.define_handler(p_module_name => 'orders', p_pattern => 'job', p_method => 'POST',
      p_source_type => 'plsql/block', p_source => 'begin null; end;', p_mimes_allowed => 'application/json',
      p_comments => 'long');
    ords.create_privilege_mapping('orders.read', '/elsewhere/*');
    ords.delete_privilege('orders.all');
  ${rolesOf('orders.read', mode)}
    ords.define_privilege('orders.all', roles, none, p_label => 'orders.all');
  end;`);
}
