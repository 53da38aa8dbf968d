import oracledb from 'oracledb';
import type { TestSandbox } from './sandbox';

/** A database developer's session beside Pulumi. */
export class SchemaSession {
  private constructor(private readonly connection: oracledb.Connection) {}

  static open(sandbox: TestSandbox): Promise<SchemaSession> {
    return SchemaSession.as(sandbox, 'ORDS_USER', 'ORDS_PASSWORD');
  }

  /** As the database's administrator, who administers ORDS too. */
  static openAdmin(sandbox: TestSandbox): Promise<SchemaSession> {
    return SchemaSession.as(sandbox, 'ORDS_ADMIN_USER', 'ORDS_ADMIN_PASSWORD');
  }

  private static async as(
    { environment }: TestSandbox,
    user: string,
    password: string,
  ): Promise<SchemaSession> {
    return new SchemaSession(
      await oracledb.getConnection({
        connectString: environment['ORDS_CONNECT_STRING'] ?? '',
        user: environment[user] ?? '',
        password: environment[password] ?? '',
      }),
    );
  }

  async run(block: string, binds: Record<string, string | number> = {}): Promise<void> {
    await this.connection.execute(block, binds);
    await this.connection.commit();
  }

  /** A schema that ORDS can serve: it connects as the schema through its own user. */
  async createSchema(name: string): Promise<void> {
    await this.run(`create user ${name} identified by "Not_used_to_log_on_1"`);
    await this.run(`grant create session to ${name}`);
  }

  async rows(sql: string): Promise<unknown[][]> {
    const { rows } = await this.connection.execute<unknown[]>(
      sql,
      {},
      {
        fetchTypeHandler: ({ dbType }) =>
          dbType === oracledb.DB_TYPE_CLOB ? { type: oracledb.STRING } : undefined,
      },
    );
    return rows ?? [];
  }

  /** The same, with CLOBs as text. */
  async texts(sql: string): Promise<unknown[][]> {
    const { rows } = await this.connection.execute<unknown[]>(sql, [], {
      fetchTypeHandler: (column) =>
        column.dbType === oracledb.DB_TYPE_CLOB ? { type: oracledb.STRING } : undefined,
    });
    return rows ?? [];
  }

  close(): Promise<void> {
    return this.connection.close();
  }
}
