import oracledb from 'oracledb';
import type { DemoConnection } from './identityProvider';

/** The developer's view of the database: a connection as the demo schema. */
export class Schema {
  private constructor(private readonly connection: oracledb.Connection) {}

  static async open(connection: DemoConnection): Promise<Schema> {
    return new Schema(await oracledb.getConnection({ ...connection }));
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
