import oracledb from 'oracledb';
import type { Manifest } from '../../../../dist/manifest';
import { Http } from '../../demo/http';

const SCOPES = ['bench.odd', 'bench.even'];

export interface ProvisionedEndpoints {
  readonly manifest: Manifest;
  readonly clientSecret: (client: string) => string | undefined;
  /** Takes the schema's REST definitions away. What is in the tenant ends with the sandbox. */
  remove(): Promise<void>;
}

type Environment = Readonly<Record<string, string>>;

/**
 * Published modules in turn under two privileges, and a client for each. Made without Pulumi: only calls are measured. Once
 * in the life of a sandbox, whose tenant has no API of this name yet.
 */
export async function provisionEndpoints(
  environment: Environment,
  count: number,
): Promise<ProvisionedEndpoints> {
  const names = Array.from({ length: count }, (_, index) => `bench_${index}`);
  const declared = manifestOf(environment, names);
  const { clients, secrets } = await provisionTenant(environment, declared);
  const manifest = { ...declared, clients };
  const connection = await oracledb.getConnection({
    connectString: environment['ORDS_CONNECT_STRING'] ?? '',
    user: environment['ORDS_USER'] ?? '',
    password: environment['ORDS_PASSWORD'] ?? '',
  });
  await provisionSchema(connection, manifest);
  return {
    manifest,
    clientSecret: (client) => secrets.get(client),
    remove: async () => {
      await connection.execute(
        'begin ords_security.delete_jwt_profile; ords.drop_rest_for_schema(p_schema => :schema); commit; end;',
        { schema: manifest.ords.schema },
      );
      await connection.close();
    },
  };
}

function manifestOf(environment: Environment, modules: readonly string[]): Manifest {
  const domain = environment['AUTH0_DOMAIN'] ?? '';
  const schema = environment['ORDS_USER'] ?? '';
  return {
    version: 1,
    api: 'bench',
    identityProvider: { kind: 'auth0', domain },
    trust: {
      issuer: `https://${domain}/`,
      audience: 'https://api.example.com/bench-verify',
      jwksUrl: `https://${domain}/.well-known/jwks.json`,
      authorisation: { mode: 'scope' },
    },
    scopes: SCOPES.map((name, turn) => ({
      name,
      description: null,
      modules: modules.filter((_, index) => index % SCOPES.length === turn),
      patterns: [],
    })),
    clients: {},
    ords: {
      schema,
      schemaAlias: schema.toLowerCase(),
      baseUrl: environment['ORDS_BASE_URL'] ?? '',
      connectString: environment['ORDS_CONNECT_STRING'] ?? '',
      user: schema,
      jwtProfile: { allowedSkew: null, allowedAge: null },
      modules: Object.fromEntries(modules.map((name) => [name, { basePath: `/${name}/`, public: false }])),
    },
  };
}

async function provisionTenant(
  environment: Environment,
  { trust, scopes }: Manifest,
): Promise<{ clients: Manifest['clients']; secrets: Map<string, string> }> {
  const domain = environment['AUTH0_DOMAIN'] ?? '';
  const http = new Http(environment['NODE_EXTRA_CA_CERTS'] ?? '');
  const clients: Record<string, Manifest['clients'][string]> = {};
  const secrets = new Map<string, string>();
  try {
    const operator = await http.token(`https://${domain}/oauth/token`, {
      json: {
        grant_type: 'client_credentials',
        client_id: environment['AUTH0_CLIENT_ID'] ?? '',
        client_secret: environment['AUTH0_CLIENT_SECRET'] ?? '',
        audience: `https://${domain}/api/v2/`,
      },
    });
    const create = <T>(kind: string, content: unknown): Promise<T> =>
      http.json<T>('POST', `https://${domain}/api/v2/${kind}`, operator, content);
    await create('resource-servers', {
      identifier: trust.audience,
      scopes: scopes.map(({ name }) => ({ value: name })),
    });
    for (const { name } of scopes) {
      const client = await create<{ client_id: string; client_secret: string }>('clients', {
        name,
        app_type: 'non_interactive',
        grant_types: ['client_credentials'],
      });
      await create('client-grants', {
        client_id: client.client_id,
        audience: trust.audience,
        scope: [name],
      });
      clients[name] = { clientId: client.client_id, scopes: [name] };
      secrets.set(name, client.client_secret);
    }
  } finally {
    await http.close();
  }
  return { clients, secrets };
}

async function provisionSchema(
  connection: oracledb.Connection,
  { trust, scopes, ords }: Manifest,
): Promise<void> {
  await connection.execute(
    `begin
       ords.enable_schema(p_enabled => true, p_schema => :schema, p_url_mapping_type => 'BASE_PATH',
         p_url_mapping_pattern => :alias, p_auto_rest_auth => false);
       ords_security.create_jwt_profile(p_issuer => :issuer, p_audience => :audience, p_jwk_url => :url);
     end;`,
    {
      schema: ords.schema,
      alias: ords.schemaAlias,
      issuer: trust.issuer,
      audience: trust.audience,
      url: trust.jwksUrl,
    },
  );
  for (const { name, modules } of scopes) {
    await connection.execute(
      `declare roles owa.vc_arr; patterns owa.vc_arr;
       begin ords.define_privilege(p_privilege_name => :name, p_roles => roles, p_patterns => patterns); end;`,
      { name },
    );
    for (const module of modules)
      await connection.execute(
        `begin
           ords.define_module(p_module_name => :module, p_base_path => :path, p_status => 'PUBLISHED');
           ords.define_template(p_module_name => :module, p_pattern => '.');
           ords.define_handler(p_module_name => :module, p_pattern => '.', p_method => 'GET',
             p_source_type => 'json/collection', p_source => 'select 1 n from dual');
           ords.set_module_privilege(p_module_name => :module, p_privilege_name => :privilege);
         end;`,
        { module, path: ords.modules[module]?.basePath ?? '', privilege: name },
      );
  }
  await connection.commit();
}
