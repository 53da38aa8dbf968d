import type { Installer } from '../../dictionary/installer';
import { CGI_SUBPROGRAMS } from './cgiEnvironment';
import { METADATA_OWNER } from './errors';
import { completeOrdsOptions, type CompleteOrdsOptions, type OrdsOptions } from './options';
import { ADMINISTRATOR_ROLE, ordsPackages } from './packages';
import { PACKAGE_CONSTANTS } from './sourceTypes';
import { BUILT_IN_ROLES, BUILT_IN_SCHEMA_ID, METADATA_TABLES } from './tables';
import { viewDefinitions } from './views';

/** The account that the gateway logs on with; it may read the metadata, nothing else. Without a password nobody else can. */
export const RUNTIME_USER = 'ORDS_PUBLIC_USER';

/** Tables that the gateway reads. */
const RUNTIME_TABLES = [
  'ords_schemas',
  'ords_modules',
  'ords_templates',
  'ords_handlers',
  'ords_parameters',
  'sec_roles',
  'sec_privileges',
  'sec_privilege_roles',
  'sec_privilege_modules',
  'sec_privilege_mappings',
  'oauth_jwt_profile',
];

/**
 * Puts ORDS into a database: the metadata schema ORDS_METADATA with its views, and the packages ORDS, ORDS_ADMIN,
 * ORDS_SECURITY, ORDS_SECURITY_ADMIN, OAUTH, OAUTH_ADMIN. They need the role ORDS_ADMINISTRATOR_ROLE where facts/ords.md says so; whoever
 * administers gets it by a GRANT. No procedure commits.
 */
export function installOrds(installer: Installer, options: OrdsOptions = {}): void {
  const complete = completeOrdsOptions(options);
  if (installer.fresh) createMetadata(installer, complete);
  installer.register(CGI_SUBPROGRAMS);
  for (const ords of ordsPackages(complete)) {
    installer.register(ords.subprograms, {
      authid: ords.authid,
      members: ords.hasSourceTypes
        ? Object.entries(PACKAGE_CONSTANTS).map(([name, value]) => ({
            kind: 'constant' as const,
            owner: METADATA_OWNER,
            package: ords.name,
            name,
            value,
          }))
        : [],
    });
    installer.publicSynonym(ords.name, METADATA_OWNER, ords.name);
    installer.grantExecute(METADATA_OWNER, ords.name, ords.grantee);
  }
}

function createMetadata(installer: Installer, options: CompleteOrdsOptions): void {
  const run = (sql: string, binds?: Record<string, string | number>) =>
    installer.runAs(METADATA_OWNER, sql, binds);
  installer.createSchema(METADATA_OWNER);
  installer.createSchema(RUNTIME_USER);
  installer.runAs('SYS', `alter user ${RUNTIME_USER} account unlock`);
  installer.runAs('SYS', `grant create session to ${RUNTIME_USER}`);
  installer.createRole(ADMINISTRATOR_ROLE);
  for (const table of METADATA_TABLES) run(table);
  for (const table of RUNTIME_TABLES) run(`grant select on ${table} to ${RUNTIME_USER}`);
  run('insert into ords_installation (version, status) values (:version, :status)', {
    version: options.version,
    status: options.status,
  });
  BUILT_IN_ROLES.forEach((name, index) => {
    run('insert into sec_roles (id, schema_id, name, created_by) values (:id, :schema_id, :name, :owner)', {
      id: index + 1,
      schema_id: BUILT_IN_SCHEMA_ID,
      name,
      owner: METADATA_OWNER,
    });
  });
  for (const view of viewDefinitions(options)) {
    run(view.sql);
    run(`grant select on ${view.name} to ${view.administratorsOnly ? ADMINISTRATOR_ROLE : 'PUBLIC'}`);
    installer.publicSynonym(view.name, METADATA_OWNER, view.name);
  }
}
