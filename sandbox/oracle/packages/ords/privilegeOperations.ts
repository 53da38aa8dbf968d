import type { Parameter } from '../../plsql/host';
import type { Arguments } from './arguments';
import { noDataFound, uniqueViolated } from './errors';
import type { Metadata } from './metadata';
import { mandatory, optional, type Operation } from './operation';
import { BUILT_IN_SCHEMA_ID } from './tables';

const LIST = (name: string): Parameter => mandatory(name, 'PL/SQL TABLE');
const TEXTS: readonly Parameter[] = [optional('P_LABEL'), optional('P_DESCRIPTION'), optional('P_COMMENTS')];

/** facts/ords.md 3: overloads (a) to (c) of DEFINE_PRIVILEGE, and CREATE_PRIVILEGE with one role or a list. */
export const PRIVILEGE_OPERATIONS: readonly Operation[] = [
  ...[['P_ROLES', 'P_PATTERNS', 'P_MODULES'], ['P_ROLES', 'P_PATTERNS'], ['P_ROLES']].map((lists) => ({
    name: 'DEFINE_PRIVILEGE',
    parameters: [mandatory('P_PRIVILEGE_NAME'), ...lists.map(LIST), ...TEXTS],
    run: definePrivilege,
  })),
  {
    name: 'CREATE_PRIVILEGE',
    parameters: [mandatory('P_NAME'), mandatory('P_ROLE_NAME'), ...TEXTS],
    run(metadata, args) {
      const role = args.text('P_ROLE_NAME');
      createPrivilege(metadata, args, role === null ? [] : [role]);
    },
  },
  {
    name: 'CREATE_PRIVILEGE',
    parameters: [mandatory('P_NAME'), LIST('P_ROLES'), ...TEXTS],
    run: (metadata, args) => createPrivilege(metadata, args, args.list('P_ROLES')),
  },
  {
    // The parameter is P_NAME (facts/ords.md 3). An unknown privilege: ORA-01403 (unsure).
    name: 'DELETE_PRIVILEGE',
    parameters: [mandatory('P_NAME')],
    run(metadata, args) {
      const id = metadata.privilegeId(args.text('P_NAME'));
      clearLists(metadata, id);
      metadata.run('delete from sec_privileges where id = :id', { id });
    },
  },
  {
    name: 'CREATE_PRIVILEGE_MAPPING',
    parameters: [mandatory('P_PRIVILEGE_NAME'), mandatory('P_PATTERN')],
    run(metadata, args) {
      const pattern = args.requiredText('P_PATTERN', 'SEC_PRIVILEGE_MAPPINGS', 'PATTERN');
      addPatterns(metadata, metadata.privilegeId(args.text('P_PRIVILEGE_NAME')), [pattern]);
    },
  },
  {
    name: 'CREATE_PRIVILEGE_MAPPING',
    parameters: [mandatory('P_PRIVILEGE_NAME'), LIST('P_PATTERNS')],
    run: (metadata, args) =>
      addPatterns(metadata, metadata.privilegeId(args.text('P_PRIVILEGE_NAME')), args.list('P_PATTERNS')),
  },
  {
    // A pattern that is not mapped: nothing happens (unsure).
    name: 'DELETE_PRIVILEGE_MAPPING',
    parameters: [mandatory('P_PRIVILEGE_NAME'), mandatory('P_PATTERN')],
    run(metadata, args) {
      metadata.run('delete from sec_privilege_mappings where privilege_id = :id and pattern = :pattern', {
        id: metadata.privilegeId(args.text('P_PRIVILEGE_NAME')),
        pattern: args.text('P_PATTERN'),
      });
    },
  },
  {
    name: 'SET_MODULE_PRIVILEGE',
    parameters: [mandatory('P_MODULE_NAME'), mandatory('P_PRIVILEGE_NAME')],
    run(metadata, args) {
      const module_id = metadata.moduleId(args.text('P_MODULE_NAME'));
      const privilege = metadata.privilegeId(args.text('P_PRIVILEGE_NAME'));
      if (metadata.options.setModulePrivilege === 'replace') {
        metadata.run('delete from sec_privilege_modules where module_id = :module_id', { module_id });
      }
      link(metadata, 'sec_privilege_modules', 'module_id', privilege, module_id);
    },
  },
];

/** A list that the overload lacks counts as empty, also when an existing privilege is replaced (unsure). */
function definePrivilege(metadata: Metadata, args: Arguments): void {
  const schema_id = metadata.schemaId();
  const name = args.requiredText('P_PRIVILEGE_NAME', 'SEC_PRIVILEGES', 'NAME');
  const roles = args.list('P_ROLES').map((role) => roleId(metadata, role));
  const modules = args.list('P_MODULES').map((module) => metadata.moduleId(module));
  const id = metadata.define('sec_privileges', { schema_id, name }, texts(args));
  if (metadata.options.definePrivilege === 'replace') clearLists(metadata, id);
  for (const role of roles) link(metadata, 'sec_privilege_roles', 'role_id', id, role);
  for (const module of modules) link(metadata, 'sec_privilege_modules', 'module_id', id, module);
  addPatterns(metadata, id, args.list('P_PATTERNS'));
}

function createPrivilege(metadata: Metadata, args: Arguments, roles: readonly string[]): void {
  const name = args.requiredText('P_NAME', 'SEC_PRIVILEGES', 'NAME');
  if (metadata.findPrivilege(name) !== undefined) throw uniqueViolated('SEC_PRIVILEGES_NAME_UK');
  const roleIds = roles.map((role) => roleId(metadata, role));
  const id = metadata.insert('sec_privileges', { schema_id: metadata.schemaId(), name, ...texts(args) });
  for (const role of roleIds) link(metadata, 'sec_privilege_roles', 'role_id', id, role);
}

/** Roles are never created implicitly: an unknown one is ORA-01403 (facts/ords.md 4). */
function roleId(metadata: Metadata, name: string): number {
  const id =
    metadata.findId('sec_roles', { schema_id: metadata.schemaId(), name }) ??
    metadata.findId('sec_roles', { schema_id: BUILT_IN_SCHEMA_ID, name });
  if (id === undefined) throw noDataFound();
  return id;
}

function texts(args: Arguments): Record<string, string | null> {
  return {
    label: args.text('P_LABEL'),
    description: args.text('P_DESCRIPTION'),
    comments: args.text('P_COMMENTS'),
  };
}

function addPatterns(metadata: Metadata, privilege: number, patterns: readonly string[]): void {
  for (const pattern of patterns) link(metadata, 'sec_privilege_mappings', 'pattern', privilege, pattern);
}

function link(
  metadata: Metadata,
  table: string,
  column: string,
  privilege: number,
  value: number | string,
): void {
  const binds = { privilege_id: privilege, [column]: value };
  const present = metadata.rows(
    `select privilege_id from ${table} where privilege_id = :privilege_id and ${column} = :${column}`,
    binds,
  );
  if (present.length > 0) return;
  metadata.run(`insert into ${table} (privilege_id, ${column}) values (:privilege_id, :${column})`, binds);
}

function clearLists(metadata: Metadata, id: number): void {
  for (const table of ['sec_privilege_roles', 'sec_privilege_modules', 'sec_privilege_mappings']) {
    metadata.run(`delete from ${table} where privilege_id = :id`, { id });
  }
}
