import type { Manifest } from '../../../../components/manifest';
import { Auth0UnderTest } from '../../../e2e/support/identityProviders/auth0';
import { Requests } from '../../../e2e/support/requests';
import type { TestSandbox } from '../../../e2e/support/sandbox';
import { SchemaSession } from '../../../e2e/support/schema';
import { ordersManifest } from './support';

/** Both sides as hands would set them up, without Pulumi. */
export class Provisioned {
  /** By API and client: `orders/backend`. */
  readonly secrets = new Map<string, string>();
  readonly auth0: Auth0UnderTest;

  private constructor(
    private readonly sandbox: TestSandbox,
    readonly requests: Requests,
    readonly session: SchemaSession,
  ) {
    this.auth0 = new Auth0UnderTest(sandbox, requests);
  }

  static async open(sandbox: TestSandbox): Promise<Provisioned> {
    return new Provisioned(sandbox, new Requests(sandbox), await SchemaSession.open(sandbox));
  }

  readonly clientSecret = (client: string, { api }: Pick<Manifest, 'api'>): string | undefined =>
    this.secrets.get(`${api}/${client}`);

  /** An API, its clients and their grants in the tenant. */
  async api(name: string, clients: Readonly<Record<string, readonly string[]>>): Promise<Manifest> {
    const domain = this.sandbox.environment['AUTH0_DOMAIN'] ?? '';
    const audience = `https://api.example.com/${name}`;
    const scopes = [...new Set(Object.values(clients).flat())];
    await this.auth0.manage('POST', 'resource-servers', {
      name,
      identifier: audience,
      scopes: scopes.map((value) => ({ value })),
    });
    const created: Record<string, Manifest['clients'][string]> = {};
    for (const [key, granted] of Object.entries(clients)) {
      const client = await this.auth0.manage<{ client_id: string; client_secret: string }>(
        'POST',
        'clients',
        { name: `${name}-${key}`, app_type: 'non_interactive', grant_types: ['client_credentials'] },
      );
      const grant = { client_id: client.client_id, audience, scope: granted };
      await this.auth0.manage('POST', 'client-grants', grant);
      this.secrets.set(`${name}/${key}`, client.client_secret);
      created[key] = { clientId: client.client_id, scopes: granted };
    }
    const manifest = ordersManifest({
      api: name,
      identityProvider: { kind: 'auth0', domain },
      issuer: `https://${domain}/`,
      audience,
      jwksUrl: `https://${domain}/.well-known/jwks.json`,
      clients: created,
    });
    const baseUrl = this.sandbox.environment['ORDS_BASE_URL'] ?? '';
    return { ...manifest, ords: { ...manifest.ords, baseUrl } };
  }

  /** The schema, a module under each privilege, and the profile. */
  async ords({ trust, scopes, ords }: Manifest): Promise<void> {
    await this.session.run(
      `begin ords.enable_schema(p_enabled => true, p_schema => :schema, p_url_mapping_type => 'BASE_PATH',
         p_url_mapping_pattern => :alias, p_auto_rest_auth => false); end;`,
      { schema: ords.schema, alias: ords.schemaAlias },
    );
    for (const [name, { basePath }] of Object.entries(ords.modules)) await this.module(name, basePath);
    for (const { name, modules } of scopes)
      for (const module of modules)
        await this.session.run(
          `declare roles owa.vc_arr; patterns owa.vc_arr; modules owa.vc_arr;
           begin
             modules(1) := :module;
             ords.define_privilege(p_privilege_name => :name, p_roles => roles, p_patterns => patterns,
               p_modules => modules);
           end;`,
          { name, module },
        );
    await this.session.run(
      'begin ords_security.create_jwt_profile(p_issuer => :issuer, p_audience => :audience, p_jwk_url => :url); end;',
      { issuer: trust.issuer, audience: trust.audience, url: trust.jwksUrl },
    );
  }

  async module(name: string, basePath: string): Promise<void> {
    await this.session.run(
      `begin
         ords.define_module(p_module_name => :name, p_base_path => :path, p_status => 'PUBLISHED');
         ords.define_template(p_module_name => :name, p_pattern => '.');
         ords.define_handler(p_module_name => :name, p_pattern => '.', p_method => 'GET',
           p_source_type => 'json/collection', p_source => 'select 1 n from dual');
       end;`,
      { name, path: basePath },
    );
  }

  async close(): Promise<void> {
    await this.session.close();
    await this.requests.close();
  }
}
