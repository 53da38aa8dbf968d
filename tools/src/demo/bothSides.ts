import oracledb from 'oracledb';
import type { Http } from './http';

/** Where the two systems are, as `ords-sandbox env` says it. */
export type Environment = Readonly<Record<string, string>>;

/** The operator's view of Auth0: its Management API. */
export class Tenant {
  private constructor(
    private readonly http: Http,
    private readonly url: string,
    /** Also a real token for another API than the demo's. */
    readonly managementToken: string,
  ) {}

  static async open(http: Http, environment: Environment): Promise<Tenant> {
    const domain = environment['AUTH0_DOMAIN'] ?? '';
    const url = `https://${domain}/api/v2`;
    const token = await http.token(
      domain,
      environment['AUTH0_CLIENT_ID'] ?? '',
      environment['AUTH0_CLIENT_SECRET'] ?? '',
      `${url}/`,
    );
    return new Tenant(http, url, token);
  }

  /** Replaces the description of one scope of an API. */
  async describeScope(identifier: string, scope: string, description: string): Promise<void> {
    const path = `${this.url}/resource-servers/${encodeURIComponent(identifier)}`;
    const api = await this.http.json<{ scopes: { value: string; description?: string }[] }>(
      'GET',
      path,
      this.managementToken,
    );
    await this.http.json('PATCH', path, this.managementToken, {
      scopes: api.scopes.map((one) => (one.value === scope ? { ...one, description } : one)),
    });
  }

  /** Names of everything that the tenant's operator did not seed. */
  async leftovers(operatorClientId: string): Promise<string[]> {
    const list = <T>(kind: string): Promise<T[]> =>
      this.http.json<T[]>('GET', `${this.url}/${kind}`, this.managementToken);
    const apis = await list<{ identifier: string; is_system?: boolean }>('resource-servers');
    const clients = await list<{ name: string; client_id: string }>('clients');
    const grants = await list<{ client_id: string; audience: string }>('client-grants');
    return [
      ...apis.filter((api) => !api.is_system).map((api) => `API ${api.identifier}`),
      ...clients
        .filter((client) => client.client_id !== operatorClientId)
        .map((client) => `client ${client.name}`),
      ...grants
        .filter((grant) => grant.client_id !== operatorClientId)
        .map((grant) => `grant on ${grant.audience}`),
    ];
  }
}

/** The developer's view of the database: a connection as the demo schema. */
export class Schema {
  private constructor(private readonly connection: oracledb.Connection) {}

  static async open(environment: Environment): Promise<Schema> {
    return new Schema(
      await oracledb.getConnection({
        connectString: environment['ORDS_CONNECT_STRING'] ?? '',
        user: environment['ORDS_USER'] ?? '',
        password: environment['ORDS_PASSWORD'] ?? '',
      }),
    );
  }

  async deletePrivilege(name: string): Promise<void> {
    await this.connection.execute('begin ords.delete_privilege(p_name => :name); commit; end;', { name });
  }

  /** What ORDS metadata the schema still has. */
  async leftovers(): Promise<string[]> {
    const found: string[] = [];
    for (const [kind, view, column] of [
      ['module', 'user_ords_modules', 'name'],
      ['privilege', 'user_ords_privileges', 'name'],
      ['JWT profile', 'user_ords_jwt_profile', 'issuer'],
      ['enabled schema', 'user_ords_schemas', 'parsing_schema'],
    ] as const) {
      const { rows } = await this.connection.execute<[string]>(
        view === 'user_ords_schemas'
          ? `select ${column} from ${view} where status = 'ENABLED'`
          : `select ${column} from ${view}`,
      );
      found.push(...(rows ?? []).map(([name]) => `${kind} ${name}`));
    }
    return found;
  }

  close(): Promise<void> {
    return this.connection.close();
  }
}
