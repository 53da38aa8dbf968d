import type { Connection } from '../../../components/database/database';
import { buildManifest, endpointUrl, type Manifest } from '../../../components/manifest';
import type { MintOptions } from '../../../sandbox/identity/mintToken';
import { block, profileSql, schemaSql, type Profile } from './ordsSql';
import { PLAIN, type Shape } from './shape';
import type { Workbench } from './workbench';

const PASSWORD = 'Of_no_other_use_1';
let made = 0;

export interface Login {
  readonly clientId: string;
  readonly clientSecret: string;
}

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
    const shape: Shape = { ...PLAIN, ...changes };
    made += 1;
    const name = `c${made}`;
    const schema = name.toUpperCase();
    const audience = shape.audience ?? `https://api.example.com/${name}`;
    const alias = shape.alias ?? name;
    await bench.sql(undefined, `create user ${name} identified by "${PASSWORD}"`);
    await bench.sql(undefined, `grant connect, resource to ${name}`);
    await bench.manage('POST', 'resource-servers', {
      identifier: audience,
      scopes: Object.keys(shape.scopes).map((value) => ({ value })),
      ...shape.api,
    });
    const clients: Record<string, Login> = {};
    for (const [key, { scopes }] of Object.entries(shape.clients))
      clients[key] = await newClient(bench, `${name}-${key}`, audience, scopes);
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
      identityProvider: { kind: 'auth0', domain: bench.sandbox.tenant.domain },
      issuer: bench.issuer,
      audience: this.audience,
      jwksUrl: bench.jwksUrl,
      authorisation: shape.authorisation,
      scopes: Object.fromEntries(
        Object.entries(shape.scopes).map(([name, scope]) => [
          name,
          shape.authorisation.mode === 'role' ? { ...scope, roles: shape.roles } : scope,
        ]),
      ),
      clients: Object.fromEntries(
        Object.entries(this.clients).map(([key, { clientId }]) => [
          key,
          { clientId, scopes: shape.clients[key]?.scopes ?? [] },
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

  /** Path of the API in the Management API. */
  get apiPath(): string {
    return `resource-servers/${encodeURIComponent(this.audience)}`;
  }

  get login(): Login {
    const [first] = Object.values(this.clients);
    if (!first) throw new Error('the place has no client');
    return first;
  }

  /** The first client's grant. */
  async grantPath(): Promise<string> {
    const grants = await this.bench.manage<{ id: string; client_id: string }[]>('GET', 'client-grants');
    const grant = grants.find((entry) => entry.client_id === this.login.clientId);
    if (!grant) throw new Error('the client has no grant');
    return `client-grants/${grant.id}`;
  }

  request(): Promise<string | undefined> {
    const { clientId, clientSecret } = this.login;
    return this.bench.token(clientId, clientSecret, this.audience);
  }

  /** A token like a requested one but for the options. */
  async mint(options: MintOptions = {}): Promise<string> {
    const [scopes] = Object.values(this.shape.clients);
    const { token } = await this.bench.control<{ token: string }>('auth0/mintToken', {
      audience: this.audience,
      sub: `${this.login.clientId}@clients`,
      ...(scopes && { scope: scopes.scopes.join(' ') }),
      ...options,
      claims: {
        ...(this.shape.authorisation.mode === 'role' && { roles: this.shape.roles }),
        ...options.claims,
      },
    });
    return token;
  }
}

async function newClient(
  bench: Workbench,
  name: string,
  audience: string,
  scope: readonly string[],
): Promise<Login> {
  const client = await bench.manage<{ client_id: string; client_secret: string }>('POST', 'clients', {
    name,
    app_type: 'non_interactive',
    grant_types: ['client_credentials'],
  });
  await bench.manage('POST', 'client-grants', { client_id: client.client_id, audience, scope });
  return { clientId: client.client_id, clientSecret: client.client_secret };
}
