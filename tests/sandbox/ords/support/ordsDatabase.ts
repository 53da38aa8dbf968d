import type { DatabaseSession, Result } from '../../../../sandbox/oracle/database';
import { createOracleDatabase, type OracleDatabase } from '../../../../sandbox/oracle/oracleDatabase';
import { installOrds } from '../../../../sandbox/oracle/packages/ords/installOrds';

/** The real engine with ORDS in it: an administrator, a developer with the enabled schema DEMO, and a plain user. */
export class OrdsDatabase {
  private readonly sessions: DatabaseSession[] = [];

  private constructor(readonly database: OracleDatabase) {}

  static async open(snapshot?: Uint8Array): Promise<OrdsDatabase> {
    const ords = new OrdsDatabase(
      await createOracleDatabase({
        flavour: '19c',
        services: ['orcl'],
        users: [
          { name: 'ADMIN', password: 'x', roles: ['DBA', 'ORDS_ADMINISTRATOR_ROLE'] },
          { name: 'DEMO', password: 'x', roles: ['CONNECT', 'RESOURCE'] },
          { name: 'PLAIN', password: 'x', roles: ['CONNECT'] },
        ],
        install: (installer) => installOrds(installer),
        ...(snapshot === undefined ? {} : { snapshot }),
      }),
    );
    if (snapshot === undefined) {
      await ords.commit(
        'DEMO',
        `begin
           execute immediate 'create table notes (id number primary key, text varchar2(100), made date)';
           execute immediate q'[insert into notes values (1, 'one', date '2026-01-02')]';
           ords.enable_schema(p_enabled => true, p_schema => 'DEMO', p_url_mapping_type => 'BASE_PATH',
                              p_url_mapping_pattern => 'demo', p_auto_rest_auth => false);
         end;`,
      );
    }
    return ords;
  }

  session(user: string): DatabaseSession {
    const opened = this.database.openSession(user);
    this.sessions.push(opened);
    return opened;
  }

  run(on: DatabaseSession | string, sql: string): Promise<Result> {
    return (typeof on === 'string' ? this.session(on) : on).execute({ sql, binds: [] });
  }

  async commit(user: string, sql: string): Promise<void> {
    const on = this.session(user);
    await this.run(on, sql);
    await on.commit();
  }

  /** The first column of a query. */
  async column(user: string, sql: string): Promise<unknown[]> {
    const result = await this.run(user, sql);
    return result.kind === 'query' ? result.rows.map((row) => row[0]) : [];
  }

  /** A module with one handler at `x`, in one block, as a developer would send it. */
  service(name: string, source: string, method = 'GET', type = 'collection_feed'): Promise<void> {
    return this.commit(
      'DEMO',
      `begin
         ords.define_module(p_module_name => '${name}', p_base_path => '/${name}/', p_items_per_page => 25,
                            p_status => 'PUBLISHED', p_comments => null);
         ords.define_template('${name}', 'x');
         ords.define_handler(p_module_name => '${name}', p_pattern => 'x', p_method => '${method}',
                             p_source_type => ords.source_type_${type}, p_source => q'~${source}~');
       end;`,
    );
  }

  close(): void {
    this.sessions.splice(0).forEach((session) => session.close());
    this.database.close();
  }
}
