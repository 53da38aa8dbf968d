import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { DemoConnection, Environment } from './identityProvider';

/** What the process that speaks SQL is asked. */
export interface SqlRequest {
  readonly connection: DemoConnection;
  readonly sql: string;
  readonly binds: Readonly<Record<string, string>>;
}

/** Where ORDS keeps what a schema has, and the column of its names. */
const METADATA = [
  ['module', 'name', 'user_ords_modules'],
  ['privilege', 'name', 'user_ords_privileges'],
  ['JWT profile', 'issuer', 'user_ords_jwt_profile'],
  ['enabled schema', 'parsing_schema', "user_ords_schemas where status = 'ENABLED'"],
] as const;

/** The developer's view of the database: the owner of the demo's schema, with nothing but SQL. */
export class Schema {
  constructor(
    private readonly environment: Environment,
    private readonly connection: DemoConnection,
  ) {}

  async deletePrivilege(name: string): Promise<void> {
    await this.run('begin ords.delete_privilege(p_name => :name); commit; end;', { name });
  }

  /** What ORDS metadata the schema still has. */
  async leftovers(): Promise<string[]> {
    const found: string[] = [];
    for (const [kind, column, view] of METADATA)
      for (const [name] of await this.run(`select ${column} from ${view}`)) found.push(`${kind} ${name}`);
    return found;
  }

  /** NODE_EXTRA_CA_CERTS, which a TLS connection needs here, is read when a process starts. */
  private run(sql: string, binds: Readonly<Record<string, string>> = {}): Promise<string[][]> {
    const request: SqlRequest = { connection: this.connection, sql, binds };
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [join(__dirname, 'sqlProcess.js')], {
        env: { ...process.env, ...this.environment },
      });
      let rows = '';
      let error = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => (rows += text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => (error += text));
      child.once('error', reject);
      child.once('close', (status) =>
        status === 0 ? resolve(JSON.parse(rows) as string[][]) : reject(new Error(error)),
      );
      child.stdin.end(JSON.stringify(request));
    });
  }
}
