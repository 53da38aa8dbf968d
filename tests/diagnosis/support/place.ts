import type { Connection } from '../../../components/database/database';
import { buildManifest, endpointUrl, type Manifest } from '../../../components/manifest';
import type { MintOptions } from '../../../sandbox/identity/mintToken';
import { block, profileSql, schemaSql, type Profile } from './ordsSql';
import type { Login } from './identityProviders/identityProvider';
import { PLAIN, rolesOf, type ClientShape, type Shape } from './shape';
import type { Workbench } from './workbench';

const PASSWORD = 'Of_no_other_use_1';
let made = 0;

/** A schema, an API and its clients of their own: what happens to one configuration does not reach the next. */
export class Place {
  private constructor(
    readonly bench: Workbench,
    readonly shape: Shape,
    /** As the dictionary stores it. */
    readonly schema: string,
    readonly alias: string,
    readonly audience: string,
    readonly clients: Readonly<Record<string, Login>>,
  ) {}

  static async make(bench: Workbench, changes: Partial<Shape> = {}): Promise<Place> {
    const { provider } = bench;
    const wanted: Shape = { ...PLAIN, ...changes };
    const shape = provider.shaped?.(wanted) ?? wanted;
    made += 1;
    const name = `c${made}`;
    const schema = name.toUpperCase();
    const alias = shape.alias ?? name;
    await bench.sql(undefined, `create user ${name} identified by "${PASSWORD}"`);
    await bench.sql(undefined, `grant connect, resource to ${name}`);
    const audience = await provider.createApi(name, shape.audience, shape);
    const clients: Record<string, Login> = {};
    for (const [key, client] of Object.entries(shape.clients))
      clients[key] = await provider.createClient(`${name}-${key}`, audience, client);
    const place = new Place(bench, shape, schema, alias, audience, clients);
    await place.sql(schemaSql(shape, schema, alias, place.profile()));
    return place;
  }

  /** As it should be. */
  profile(): Profile {
    const { authorisation, allowedSkew, allowedAge } = this.shape;
    return {
      issuer: this.bench.issuer,
      audience: this.audience,
      jwkUrl: this.bench.jwksUrl,
      allowedSkew,
      allowedAge,
      roleClaim: authorisation.mode === 'role' ? authorisation.roleClaim : null,
    };
  }

  manifest(): Manifest {
    const { bench, shape } = this;
    return buildManifest({
      api: this.schema.toLowerCase(),
      identityProvider: bench.provider.settings,
      issuer: bench.issuer,
      audience: this.audience,
      jwksUrl: bench.jwksUrl,
      authorisation: shape.authorisation,
      scopes: Object.fromEntries(
        Object.entries(shape.scopes).map(([name, scope]) => [
          name,
          shape.authorisation.mode === 'role' ? { ...scope, roles: rolesOf(shape, name) } : scope,
        ]),
      ),
      clients: Object.fromEntries(
        Object.entries(this.clients).map(([key, { clientId }]) => [
          key,
          { clientId, ...(shape.clients[key] ?? { scopes: [] }) },
        ]),
      ),
      ords: {
        schema: this.schema,
        schemaAlias: this.alias,
        baseUrl: bench.baseUrl,
        connectString: this.connection.connectString,
        user: this.connection.user,
        jwtProfile: { allowedSkew: shape.allowedSkew, allowedAge: shape.allowedAge },
        modules: Object.fromEntries(
          Object.entries(shape.modules).map(([name, module]) => [
            name,
            { basePath: module.basePath, public: module.public ?? false },
          ]),
        ),
      },
    });
  }

  get connection(): Connection {
    if (this.shape.administrator) return this.bench.admin;
    const { connectString } = this.bench.sandbox.running.oracle;
    return { connectString, user: this.schema, password: PASSWORD };
  }

  /** Of a module's root, or of a path below it. */
  url(path?: string, alias = this.alias): string {
    const [first] = Object.values(this.shape.modules);
    return endpointUrl(this.bench.baseUrl, alias, path ?? first?.basePath ?? '/');
  }

  /** A statement or block as the schema's owner, committed. */
  sql(text: string): Promise<void> {
    return this.bench.sql(this.schema, text);
  }

  calls(...statements: readonly string[]): Promise<void> {
    return this.sql(block(...statements));
  }

  /** Another profile than the right one. */
  trust(changes: Partial<Profile>): Promise<void> {
    return this.calls(profileSql({ ...this.profile(), ...changes }));
  }

  get login(): Login {
    const [first] = Object.values(this.clients);
    if (!first) throw new Error('the place has no client');
    return first;
  }

  get client(): ClientShape {
    const [first] = Object.values(this.shape.clients);
    return first ?? { scopes: [] };
  }

  /** By the first client, with every scope that is declared for it. */
  request(): Promise<string | undefined> {
    return this.bench.provider.token(this.login, this.audience, this.client);
  }

  /** A token like a requested one but for the options. */
  async mint(options: MintOptions = {}): Promise<string> {
    const { claims, ...subject } = this.bench.provider.subject(this.login);
    const { token } = await this.bench.controlProvider<{ token: string }>('mintToken', {
      audience: this.audience,
      ...subject,
      scope: this.client.scopes.join(' '),
      ...options,
      claims: {
        ...claims,
        ...(this.shape.authorisation.mode === 'role' && {
          roles: this.client.scopes.flatMap((scope) => rolesOf(this.shape, scope)),
        }),
        ...options.claims,
      },
    });
    return token;
  }
}
