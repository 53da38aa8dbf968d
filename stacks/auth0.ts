import {
  auth0,
  ProtectedApi,
  type Auth0AdoptArgs,
  type Auth0Args,
  type ClientArgs,
  type ModuleDefinition,
  type OrdsArgs,
  type ScopeArgs,
} from 'pulumi-ords';
import type * as newSchemas from './newSchema';
import { config, secretSetting, setting } from './settings';

const name = config.get('name') ?? 'orders';
const schema = config.require('schema');
const schemaAlias = config.get('schemaAlias');
const apiName = config.get('apiName');
const signingAlgorithm = config.get<NonNullable<Auth0Args['signingAlgorithm']>>('signingAlgorithm');
const auth0Adopt = config.getObject<Auth0AdoptArgs>('auth0Adopt');
const jwtProfile = config.getObject<NonNullable<OrdsArgs['jwtProfile']>>('jwtProfile');

const place = config.getObject('database') === undefined ? existingSchema() : inNewDatabase();

const api = new ProtectedApi(name, {
  audience: config.require('audience'),
  scopes: config.requireObject<Record<string, ScopeArgs>>('scopes'),
  clients: config.requireObject<Record<string, ClientArgs<string>>>('clients'),
  identityProvider: auth0({
    domain: setting('auth0Domain', 'AUTH0_DOMAIN'),
    tokenLifetime: config.getNumber('tokenLifetime') ?? 3600,
    ...(apiName !== undefined && { apiName }),
    ...(signingAlgorithm !== undefined && { signingAlgorithm }),
    ...(auth0Adopt !== undefined && { adopt: auth0Adopt }),
  }),
  ords: {
    schema,
    baseUrl: place.baseUrl,
    ...(schemaAlias !== undefined && { schemaAlias }),
    ...(jwtProfile !== undefined && { jwtProfile }),
    adopt: config.getBoolean('adopt') ?? false,
    enableSchema: config.getBoolean('enableSchema') ?? false,
    connection: place.connection,
    modules: config.getObject<Record<string, ModuleDefinition>>('modules') ?? {},
  },
});

export const issuer = api.issuer;
export const audience = api.audience;
export const jwksUrl = api.jwksUrl;
export const clients = api.clients;
export const endpoints = api.endpoints;
export const manifest = api.manifest;

function existingSchema(): Pick<OrdsArgs, 'baseUrl' | 'connection'> {
  return {
    baseUrl: setting('baseUrl', 'ORDS_BASE_URL'),
    connection: {
      connectString: setting('connectString', 'ORDS_CONNECT_STRING'),
      user: setting('user', 'ORDS_USER'),
      password: secretSetting('password', 'ORDS_PASSWORD'),
    },
  };
}

// Loaded only here: whoever has a database needs no package of OCI.
function inNewDatabase(): Pick<OrdsArgs, 'baseUrl' | 'connection'> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return (require('./newSchema') as typeof newSchemas).newSchema(name, schema);
}
