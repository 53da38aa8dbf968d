import type * as pulumi from '@pulumi/pulumi';
import type { ModuleDefinition, OrdsArgs } from 'pulumi-ords';
import type * as newSchemas from './newSchema';
import { config, secretSetting, setting } from './settings';

export interface OrdsValues {
  readonly ords: OrdsArgs;
  /** With a new database: the owner of the schema without a wallet, for tools. */
  readonly logon: pulumi.Output<newSchemas.Logon> | undefined;
}

/**
 * The ORDS side of an API from the values of the stack: in a schema that exists, or with the value `database` in a new database, where it
 * is enabled too.
 */
export function ordsValues(name: string): OrdsValues {
  const schema = config.require('schema');
  const schemaAlias = config.get('schemaAlias');
  const jwtProfile = config.getObject<NonNullable<OrdsArgs['jwtProfile']>>('jwtProfile');
  const isNew = config.getObject('database') !== undefined;
  const { baseUrl, connection, logon } = isNew ? inNewDatabase(name, schema) : existingSchema();
  return {
    ords: {
      schema,
      baseUrl,
      connection,
      ...(schemaAlias !== undefined && { schemaAlias }),
      ...(jwtProfile !== undefined && { jwtProfile }),
      adopt: config.getBoolean('adopt') ?? false,
      enableSchema: config.getBoolean('enableSchema') ?? isNew,
      modules: config.getObject<Record<string, ModuleDefinition>>('modules') ?? {},
    },
    logon,
  };
}

type Place = Pick<OrdsArgs, 'baseUrl' | 'connection'> & Pick<OrdsValues, 'logon'>;

function existingSchema(): Place {
  return {
    baseUrl: setting('baseUrl', 'ORDS_BASE_URL'),
    connection: {
      connectString: setting('connectString', 'ORDS_CONNECT_STRING'),
      user: setting('user', 'ORDS_USER'),
      password: secretSetting('password', 'ORDS_PASSWORD'),
    },
    logon: undefined,
  };
}

// Loaded only here: whoever has a database needs no package of OCI.
function inNewDatabase(name: string, schema: string): Place {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return (require('./newSchema') as typeof newSchemas).newSchema(name, schema);
}
