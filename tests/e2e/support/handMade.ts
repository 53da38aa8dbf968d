import { createHash } from 'node:crypto';
import type { Auth0UnderTest } from './identityProviders/auth0';
import type { SchemaSession } from './schema';

export const AUDIENCE = 'https://api.example.com/été/orders';

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

/** A schema as people make it with PL/SQL: nothing in it knows of this library. */
const SCHEMA = `
declare
  none owa.vc_arr;
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
  patterns(1) := '/orders/list';
  patterns(2) := '/orders/*';
  modules(1) := 'orders';
  ords.define_privilege(p_privilege_name => 'orders.read', p_roles => none, p_patterns => patterns,
    p_modules => modules, p_label => 'Orders, lesen', p_description => 'It''s "read"', p_comments => 'by hand');
  patterns := none;
  modules(1) := '注文';
  ords.define_privilege(p_privilege_name => 'orders.all', p_roles => none, p_patterns => patterns,
    p_modules => modules, p_label => 'orders.all');
  commit;
end;`;

/** What stands on one side, by view or list: a digest of every byte of it. */
export type Digests = Readonly<Record<string, string>>;

const digest = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

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
    profile: 'select issuer, audience, jwk_url, allowed_skew from user_ords_jwt_profile',
    mapping: 'select pattern, status from user_ords_schemas',
  };
  const found: Record<string, string> = {};
  for (const [name, sql] of Object.entries(views)) found[name] = digest(await schema.texts(sql));
  return found;
}

export interface HandMadeClient {
  readonly client_id: string;
  readonly client_secret: string;
}

/** Makes both sides as people would, each with its own tools, and returns the client. */
export async function makeByHand(schema: SchemaSession, auth0: Auth0UnderTest): Promise<HandMadeClient> {
  await schema.run(SCHEMA);
  await schema.run(
    `begin ords_security.create_jwt_profile(p_issuer => :issuer, p_audience => :audience,
       p_jwk_url => :keys, p_allowed_skew => 30); end;`,
    { issuer: auth0.issuer, audience: AUDIENCE, keys: `${auth0.issuer}.well-known/jwks.json` },
  );
  await auth0.manage('POST', 'resource-servers', {
    identifier: AUDIENCE,
    name: 'Orders, by hand',
    signing_alg: 'RS256',
    token_lifetime: 7200,
    allow_offline_access: true,
    scopes: [{ value: 'orders.read', description: 'It\'s "read"' }, { value: 'orders.all' }],
  });
  const client = await auth0.manage<HandMadeClient>('POST', 'clients', {
    name: 'Backend service',
    app_type: 'non_interactive',
    grant_types: ['client_credentials'],
    jwt_configuration: { alg: 'RS256' },
    oidc_conformant: true,
    token_endpoint_auth_method: 'client_secret_post',
    callbacks: ['https://somebody.example.com/else'],
    client_metadata: { team: 'shop' },
  });
  await auth0.manage('POST', 'client-grants', {
    client_id: client.client_id,
    audience: AUDIENCE,
    scope: ['orders.read'],
  });
  return client;
}

/** The tenant's objects, secrets included. */
export async function tenantObjects(auth0: Auth0UnderTest): Promise<Digests> {
  const found: Record<string, string> = {};
  for (const list of ['resource-servers', 'clients', 'client-grants'])
    found[list] = digest(await auth0.manage('GET', list));
  return found;
}
