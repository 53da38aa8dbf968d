import type { DatabaseCore } from '../databaseCore';
import type { Value } from '../database';
import { OraError } from '../oraError';
import type { Subprogram } from '../plsql/host';
import type { OracleSession } from '../session';
import { addUser } from '../sql/ddl/users';
import { namedBinds } from '../sql/binds';
import { classify } from '../sql/sessionStatements';
import type { Identity } from '../sql/statementRunner';
import { Access } from './access';
import type { Installer, RegisterOptions } from './installer';

/** The installer behind createOracleDatabase; works in a session of SYS. */
export class DatabaseInstaller implements Installer {
  constructor(
    private readonly core: DatabaseCore,
    private readonly session: OracleSession,
    readonly fresh: boolean,
  ) {}

  createSchema(name: string): void {
    const { catalog } = this.core;
    if (this.fresh && !catalog.users.get({ NAME: name })) addUser({ catalog }, name, null, 'LOCKED', 'Y');
  }

  createAccount(name: string, password: string): void {
    const { catalog } = this.core;
    const schema = catalog.users.get({ NAME: name });
    // A schema that a package brought along becomes an account.
    if (schema) catalog.users.put({ ...schema, PASSWORD: password, STATUS: 'OPEN' });
    else addUser({ catalog }, name, password, 'OPEN');
    catalog.changed();
  }

  createRole(name: string): void {
    const { catalog } = this.core;
    if (!this.fresh || catalog.roles.get({ NAME: name })) return;
    catalog.roles.put({ NAME: name, ID: catalog.nextObjectId() });
    catalog.changed();
  }

  runAs(owner: string, oracleSql: string, binds: Readonly<Record<string, Value>> = {}): void {
    if (this.fresh) this.run(owner, oracleSql, binds, false);
  }

  /** As SYS, with the functions that only the dictionary's views may call. */
  internal(sql: string): void {
    this.run('SYS', sql, {}, true);
  }

  private run(owner: string, sql: string, binds: Readonly<Record<string, Value>>, internal: boolean): void {
    const { core, session } = this;
    const identity: Identity = {
      // The installer acts for the owner, who need not hold CREATE TABLE and its like.
      access: new InstallerAccess(core.catalog, owner, true),
      schema: owner,
      key: `${owner}!`,
      internal,
    };
    const statement = classify(sql);
    if (statement.kind === 'ddl') {
      core.runner.define(session.log, identity, sql);
      return;
    }
    if (statement.kind !== 'sql') throw new OraError(900, 'invalid SQL statement');
    const values = new Map(Object.entries(binds).map(([name, value]) => [name.toUpperCase(), value]));
    core.runner.run(session.log, identity, sql, namedBinds(values));
    core.transactions.commit(session.log);
  }

  register(subprograms: readonly Subprogram[], options: RegisterOptions = {}): void {
    this.core.registry.register(subprograms, options);
  }

  publicSynonym(name: string, owner: string, object: string): void {
    if (this.fresh) this.internal(`create or replace public synonym "${name}" for "${owner}"."${object}"`);
  }

  grantExecute(owner: string, packageName: string, grantee: string): void {
    if (!this.fresh) return;
    const to = grantee === 'PUBLIC' ? 'public' : `"${grantee}"`;
    this.internal(`grant execute on "${owner}"."${packageName}" to ${to}`);
  }

  finish(): void {
    this.core.registry.writeDictionary();
    this.core.transactions.commit(this.session.log);
  }
}

class InstallerAccess extends Access {
  override hasSystemPrivilege(_privilege: string): boolean {
    return true;
  }
}
