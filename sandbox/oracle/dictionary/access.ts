import type { Catalog } from './catalog';

export type ObjectPrivilege = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE' | 'EXECUTE' | 'REFERENCES';

/** System privileges that stand in for an object privilege in other schemas. */
const ANY: Readonly<Partial<Record<ObjectPrivilege, string>>> = {
  SELECT: 'SELECT ANY TABLE',
  INSERT: 'INSERT ANY TABLE',
  UPDATE: 'UPDATE ANY TABLE',
  DELETE: 'DELETE ANY TABLE',
  EXECUTE: 'EXECUTE ANY PROCEDURE',
};

/** What one user may do. Roles count only outside definer-rights code, as in Oracle. */
export class Access {
  private readonly grantees: ReadonlySet<string>;

  constructor(
    private readonly catalog: Catalog,
    readonly user: string,
    withRoles: boolean,
  ) {
    this.grantees = new Set([user, 'PUBLIC', ...(withRoles ? this.rolesOf(user) : [])]);
  }

  /** Roles granted directly or through other roles. */
  private rolesOf(user: string): Set<string> {
    const roles = new Set<string>();
    const grants = this.catalog.roleGrants.all();
    const visit = (grantee: string): void => {
      for (const { GRANTEE, ROLE } of grants) {
        if (GRANTEE !== grantee || roles.has(ROLE)) continue;
        roles.add(ROLE);
        visit(ROLE);
      }
    };
    visit(user);
    visit('PUBLIC');
    return roles;
  }

  get roles(): string[] {
    return [...this.grantees].filter((name) => this.catalog.roles.get({ NAME: name }) !== undefined);
  }

  hasRole(role: string): boolean {
    return this.grantees.has(role);
  }

  hasSystemPrivilege(privilege: string): boolean {
    if (this.user === 'SYS') return true;
    for (const grantee of this.grantees) {
      if (this.catalog.systemGrants.get({ GRANTEE: grantee, PRIVILEGE: privilege })) return true;
    }
    return false;
  }

  get systemPrivileges(): string[] {
    const grants = this.catalog.systemGrants.all().filter(({ GRANTEE }) => this.grantees.has(GRANTEE));
    return [...new Set(grants.map(({ PRIVILEGE }) => PRIVILEGE))].sort();
  }

  may(privilege: ObjectPrivilege, owner: string, name: string): boolean {
    if (owner === this.user || this.user === 'SYS') return true;
    const any =
      owner === 'SYS' ? (privilege === 'SELECT' ? 'SELECT ANY DICTIONARY' : undefined) : ANY[privilege];
    if (any !== undefined && this.hasSystemPrivilege(any)) return true;
    return this.holds(owner, name, privilege);
  }

  private holds(owner: string, name: string, privilege: string): boolean {
    for (const grantee of this.grantees) {
      const key = { GRANTEE: grantee, OWNER: owner, NAME: name, PRIVILEGE: privilege };
      if (this.catalog.objectGrants.get(key)) return true;
      if (privilege === 'SELECT' && this.catalog.objectGrants.get({ ...key, PRIVILEGE: 'READ' })) return true;
    }
    return false;
  }

  /** Any privilege makes an object visible in ALL_OBJECTS and turns ORA-00942 into ORA-01031. */
  sees(owner: string, name: string): boolean {
    if (owner === 'PUBLIC') return true;
    const privileges: ObjectPrivilege[] = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'EXECUTE', 'REFERENCES'];
    return privileges.some((privilege) => this.may(privilege, owner, name));
  }
}
