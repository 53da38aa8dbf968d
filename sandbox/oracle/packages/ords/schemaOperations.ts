import {
  checkViolated,
  insufficientPrivileges,
  mappingOfEnabledSchema,
  mappingTaken,
  unknownUser,
} from './errors';
import type { Metadata } from './metadata';
import { mandatory, optional, type Operation } from './operation';

const MAPPING_TYPES = ['BASE_PATH', 'BASE_URL'];

/** Enabling and disabling of schemas. The parameters' defaults have no source (facts/ords.md 3). */
export const SCHEMA_OPERATIONS: readonly Operation[] = [
  {
    name: 'ENABLE_SCHEMA',
    schemaParameter: 'own',
    parameters: [
      optional('P_ENABLED', true, 'PL/SQL BOOLEAN'),
      optional('P_SCHEMA'),
      optional('P_URL_MAPPING_TYPE', 'BASE_PATH'),
      optional('P_URL_MAPPING_PATTERN'),
      optional('P_AUTO_REST_AUTH', null, 'PL/SQL BOOLEAN'),
    ],
    run(metadata, args) {
      requireRightsOver(metadata);
      const type = args.text('P_URL_MAPPING_TYPE') ?? 'BASE_PATH';
      if (!MAPPING_TYPES.includes(type)) throw checkViolated('ORDS_SCHEMAS_TYPE_CK');
      enableSchema(metadata, {
        enabled: args.flag('P_ENABLED') ?? true,
        type,
        pattern: args.text('P_URL_MAPPING_PATTERN'),
        autoRestAuth: args.flag('P_AUTO_REST_AUTH'),
      });
    },
  },
  {
    name: 'DISABLE_SCHEMA',
    schemaParameter: 'own',
    parameters: [optional('P_SCHEMA')],
    run(metadata) {
      requireRightsOver(metadata);
      metadata.update('ords_schemas', metadata.schemaId(), { status: 'DISABLED' });
    },
  },
  {
    // Whether a schema that ORDS does not know is refused: no source; it is not.
    name: 'DROP_REST_FOR_SCHEMA',
    schemaParameter: 'own',
    parameters: [optional('P_SCHEMA')],
    run(metadata) {
      requireRightsOver(metadata);
      dropRestForSchema(metadata);
    },
  },
  {
    name: 'INSTALLED_VERSION',
    schemaParameter: 'none',
    parameters: [],
    returns: 'VARCHAR2',
    run: (metadata) => metadata.options.version,
  },
];

/** ORDS_ADMIN alone has it; what it grants has no source (facts/ords.md 12), so it only looks at its arguments. */
export const PROVISION_RUNTIME_ROLE: Operation = {
  name: 'PROVISION_RUNTIME_ROLE',
  schemaParameter: 'none',
  parameters: [mandatory('P_USER'), optional('P_PROXY_ENABLED_SCHEMAS', false, 'PL/SQL BOOLEAN')],
  run(metadata, args) {
    const user = (args.text('P_USER') ?? '').toUpperCase();
    if (!userExists(metadata, user)) throw unknownUser(user);
  },
};

interface Enabling {
  enabled: boolean;
  type: string;
  /** NULL: the schema's name in lower case for a new one, no change for a known one (unsure). */
  pattern: string | null;
  /** NULL: on for a new schema, no change for a known one (unsure). */
  autoRestAuth: boolean | null;
}

function enableSchema(metadata: Metadata, wanted: Enabling): void {
  const { schema } = metadata;
  if (!userExists(metadata, schema)) throw unknownUser(schema);
  const status = wanted.enabled ? 'ENABLED' : 'DISABLED';
  const [current] = metadata.rows(
    'select id, type, pattern, status, auto_rest_auth from ords_schemas where parsing_schema = :schema',
    { schema },
  );
  const pattern = wanted.pattern ?? String(current?.['PATTERN'] ?? schema.toLowerCase());
  const auth =
    wanted.autoRestAuth === null
      ? (current?.['AUTO_REST_AUTH'] ?? 'ENABLED')
      : wanted.autoRestAuth
        ? 'ENABLED'
        : 'DISABLED';
  const mapping = { type: wanted.type, pattern };
  const changes = current === undefined || current['PATTERN'] !== pattern || current['TYPE'] !== wanted.type;
  if (changes && current?.['STATUS'] === 'ENABLED') throw mappingOfEnabledSchema();
  const taken = metadata.rows(
    'select id from ords_schemas where pattern = :pattern and parsing_schema <> :schema',
    { pattern, schema },
  );
  if (taken.length > 0) throw mappingTaken(pattern);
  metadata.define('ords_schemas', { parsing_schema: schema }, { ...mapping, status, auto_rest_auth: auth });
}

function dropRestForSchema(metadata: Metadata): void {
  const [row] = metadata.rows('select id from ords_schemas where parsing_schema = :schema', {
    schema: metadata.schema,
  });
  if (row === undefined) return;
  const binds = { id: row['ID'] ?? null };
  for (const table of ['sec_privilege_roles', 'sec_privilege_modules', 'sec_privilege_mappings']) {
    metadata.run(
      `delete from ${table} where privilege_id in (select p.id from sec_privileges p where p.schema_id = :id)`,
      binds,
    );
  }
  for (const table of ['oauth_client_privileges', 'oauth_client_roles']) {
    metadata.run(
      `delete from ${table} where client_id in (select c.id from oauth_clients c where c.schema_id = :id)`,
      binds,
    );
  }
  for (const table of [
    'oauth_clients',
    'ords_parameters',
    'ords_handlers',
    'ords_templates',
    'ords_modules',
    'sec_privileges',
    'sec_roles',
    'oauth_jwt_profile',
  ]) {
    metadata.run(`delete from ${table} where schema_id = :id`, binds);
  }
  metadata.run('delete from ords_schemas where id = :id', binds);
}

/** Another schema than one's own needs DBA rights (unsure which) or the administrator's role. */
function requireRightsOver(metadata: Metadata): void {
  const { context, schema } = metadata;
  if (schema !== context.user && !context.hasRole('DBA') && !context.hasRole('ORDS_ADMINISTRATOR_ROLE')) {
    throw insufficientPrivileges();
  }
}

function userExists(metadata: Metadata, user: string): boolean {
  return (
    metadata.rows('select username from all_users where username = :username', { username: user }).length > 0
  );
}
