import * as pulumi from '@pulumi/pulumi';
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

// The values live in Pulumi.<stack>.yaml; addresses and credentials come from the environment, which
// `eval "$(npx ords-sandbox env)"` fills for the sandbox and you fill for your own tenant and database.
const config = new pulumi.Config();
const setting = (key: string, variable: string): string => {
  const value = config.get(key) ?? process.env[variable];
  if (value) return value;
  throw new pulumi.RunError(
    `${key} is not set. Next: pulumi config set ${key} <value>, or export ${variable}; for the sandbox: eval "$(npx ords-sandbox env)"`,
  );
};
const password = config.getSecret('password') ?? pulumi.secret(setting('password', 'ORDS_PASSWORD'));

const schemaAlias = config.get('schemaAlias');
const apiName = config.get('apiName');
const signingAlgorithm = config.get<NonNullable<Auth0Args['signingAlgorithm']>>('signingAlgorithm');
const auth0Adopt = config.getObject<Auth0AdoptArgs>('auth0Adopt');
const jwtProfile = config.getObject<NonNullable<OrdsArgs['jwtProfile']>>('jwtProfile');

const api = new ProtectedApi(config.get('name') ?? 'orders', {
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
    schema: config.require('schema'),
    baseUrl: setting('baseUrl', 'ORDS_BASE_URL'),
    ...(schemaAlias !== undefined && { schemaAlias }),
    ...(jwtProfile !== undefined && { jwtProfile }),
    adopt: config.getBoolean('adopt') ?? false,
    enableSchema: config.getBoolean('enableSchema') ?? false,
    connection: {
      connectString: setting('connectString', 'ORDS_CONNECT_STRING'),
      user: setting('user', 'ORDS_USER'),
      password,
    },
    modules: config.getObject<Record<string, ModuleDefinition>>('modules') ?? {},
  },
});

export const issuer = api.issuer;
export const audience = api.audience;
export const jwksUrl = api.jwksUrl;
export const clients = api.clients;
export const endpoints = api.endpoints;
export const manifest = api.manifest;
