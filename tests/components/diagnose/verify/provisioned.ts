import type { Manifest } from '../../../../components/manifest';
import type {
  Login,
  ProviderBench,
  ProviderKind,
} from '../../../diagnosis/support/identityProviders/identityProvider';
import { block, enableSql, moduleSql, privilegeSql, profileSql } from '../../../diagnosis/support/ordsSql';
import { PLAIN, type ScopeShape, type Shape } from '../../../diagnosis/support/shape';
import { Workbench } from '../../../diagnosis/support/workbench';
import { ordersManifest } from './support';

/** Both sides as hands would set them up, without Pulumi. */
export class Provisioned {
  /** By API and client: `orders/backend`. */
  readonly logins = new Map<string, Login>();

  private constructor(readonly bench: Workbench) {}

  static async open(kind: ProviderKind): Promise<Provisioned> {
    return new Provisioned(await Workbench.start(kind));
  }

  get provider(): ProviderBench {
    return this.bench.provider;
  }

  readonly clientSecret = (client: string, { api }: Pick<Manifest, 'api'>): string | undefined =>
    this.logins.get(`${api}/${client}`)?.clientSecret;

  /** An API and its clients in the identity provider. */
  async api(name: string, clients: Readonly<Record<string, readonly string[]>>): Promise<Manifest> {
    const { provider } = this;
    const scopes = Object.fromEntries(
      Object.values(clients)
        .flat()
        .map((scope) => [scope, {}]),
    );
    const wanted: Shape = { ...PLAIN, scopes };
    const shape = provider.shaped?.(wanted) ?? wanted;
    const audience = await provider.createApi(name, undefined, shape);
    const created: Record<string, Manifest['clients'][string]> = {};
    for (const [key, granted] of Object.entries(clients)) {
      const login = await provider.createClient(`${name}-${key}`, audience, { scopes: granted });
      this.logins.set(`${name}/${key}`, login);
      created[key] = { clientId: login.clientId, scopes: [...granted] };
    }
    const manifest = ordersManifest({
      api: name,
      identityProvider: provider.settings,
      issuer: provider.issuer,
      audience,
      jwksUrl: provider.jwksUrl,
      authorisation: shape.authorisation,
      clients: created,
    });
    return { ...manifest, ords: { ...manifest.ords, baseUrl: this.bench.baseUrl } };
  }

  /** Changes what a client of the API may ask for. */
  grant({ api, trust }: Manifest, client: string, scopes: readonly string[]): Promise<void> {
    const login = this.logins.get(`${api}/${client}`);
    if (!login) throw new Error(`no client ${client}`);
    return this.provider.setGranted(login, trust.audience, scopes);
  }

  /** The schema, a module under each privilege, and the profile. */
  async ords(manifest: Manifest): Promise<void> {
    const { scopes, ords } = manifest;
    await this.calls(
      enableSql(ords.schema, ords.schemaAlias),
      ...Object.entries(ords.modules).map(([name, module]) => moduleSql(name, module)),
      ...scopes
        .flatMap(({ roles = [] }) => roles)
        .map((role) => `ords.create_role(p_role_name => '${role}');`),
      ...scopes.map(({ name, modules }) => this.privilege(manifest, name, { modules })),
    );
    await this.profile(manifest);
  }

  /** The privilege of a scope, with the roles that go with it. */
  privilege({ scopes }: Manifest, name: string, covers: ScopeShape): string {
    return privilegeSql(name, covers, scopes.find((scope) => scope.name === name)?.roles);
  }

  /** The trust that a manifest declares. */
  profile({ trust }: Manifest): Promise<void> {
    const { issuer, audience, jwksUrl: jwkUrl, authorisation } = trust;
    const roleClaim = authorisation.mode === 'role' ? authorisation.roleClaim : null;
    return this.calls(profileSql({ issuer, audience, jwkUrl, roleClaim }));
  }

  /** Statements as the owner of the schema. */
  calls(...statements: readonly string[]): Promise<void> {
    return this.bench.sql('ORDSDEMO', block(...statements));
  }

  close(): Promise<void> {
    return this.bench.stop();
  }
}
