import { type Entry, error, info, warning } from './entry';

/** Findings about a schema: its privileges and modules, and what surrounds them. */
export const SCHEMA = {
  // The schema.
  'ords.schema.not_enabled': error('schema', 'the schema is not enabled for ORDS'),
  'ords.schema.alias': error('schema', 'the schema is enabled under another alias than the URL uses'),
  // Privileges.
  'ords.privilege.missing': error('privilege', 'a scope has no privilege of its name'),
  'ords.privilege.spelling': error('privilege', 'a privilege is spelled otherwise than its scope'),
  'ords.privilege.modules': error('module', 'a privilege does not protect a module that its scope names'),
  'ords.privilege.patterns': error('module', 'a privilege lacks a pattern that its scope names'),
  'ords.privilege.patterns_undeclared': warning('module', 'a privilege has a pattern that nobody declared'),
  'ords.privilege.roles': error('privilege', 'a privilege asks for roles that a scope token can never have'),
  'ords.role.missing': error('privilege', 'ORDS has no role of a declared name'),
  'ords.privilege.no_roles': warning(
    'privilege',
    'in role mode a privilege without roles lets every caller in',
  ),
  'ords.privilege.roles_missing': error('privilege', 'a privilege lacks a role that its scope names'),
  'ords.privilege.roles_undeclared': warning('privilege', 'a privilege lets in a role that nobody declared'),
  'ords.privilege.covers_nothing': warning('module', 'a pattern covers no template'),
  // Modules.
  'ords.module.missing': error('module', 'a module does not exist'),
  'ords.module.public': error('module', 'a module answers without a token'),
  'ords.module.unprotected': warning(
    'module',
    'a published module of the schema that no API declares is public',
  ),
  'ords.module.other_privilege': error('module', 'a module is under another privilege'),
  'ords.module.not_published': error('module', 'a module is not published'),
  'ords.module.base_path': error('module', 'a module has another base path than declared'),
  'ords.module.not_found': error('module', 'the URL leads to no module'),
  // What surrounds them.
  'ords.legacy.clients': warning('environment', "ORDS' own OAuth clients are in use"),
  'ords.legacy.packages': warning(
    'environment',
    'objects call the desupported packages OAUTH or OAUTH_ADMIN',
  ),
  'ords.version.role_claim': error('environment', 'this ORDS is older than role claims'),
  'ords.version.admin_public': warning('environment', 'anyone may execute ORDS_SECURITY_ADMIN'),
  'ords.pool.suspected': info('environment', 'a pool-wide trust may make the profile ineffective'),
} as const satisfies Readonly<Record<string, Entry>>;
