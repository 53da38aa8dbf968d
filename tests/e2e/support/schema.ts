import oracledb from 'oracledb';
import type { TestSandbox } from './sandbox';

/** A database developer's session beside Pulumi. */
export class SchemaSession {
  private constructor(private readonly connection: oracledb.Connection) {}

  static async open(sandbox: TestSandbox): Promise<SchemaSession> {
    const { environment } = sandbox;
    return new SchemaSession(
      await oracledb.getConnection({
        connectString: environment['ORDS_CONNECT_STRING'] ?? '',
        user: environment['ORDS_USER'] ?? '',
        password: environment['ORDS_PASSWORD'] ?? '',
      }),
    );
  }

  async run(block: string, binds: Record<string, string | number> = {}): Promise<void> {
    await this.connection.execute(block, binds);
    await this.connection.commit();
  }

  async rows(sql: string): Promise<unknown[][]> {
    const { rows } = await this.connection.execute<unknown[]>(sql);
    return rows ?? [];
  }

  close(): Promise<void> {
    return this.connection.close();
  }
}
