import {
  auth0,
  ProtectedApi,
  type Auth0AdoptArgs,
  type Auth0Args,
  type ClientArgs,
  type ScopeArgs,
} from 'pulumi-ords';
import { ordsValues } from './ordsValues';
import { config, setting } from './settings';

const name = config.get('name') ?? 'orders';
const apiName = config.get('apiName');
const signingAlgorithm = config.get<NonNullable<Auth0Args['signingAlgorithm']>>('signingAlgorithm');
const roleClaim = config.get('roleClaim');
const auth0Adopt = config.getObject<Auth0AdoptArgs>('auth0Adopt');

const api = new ProtectedApi(name, {
  audience: config.require('audience'),
  scopes: config.requireObject<Record<string, ScopeArgs>>('scopes'),
  clients: config.requireObject<Record<string, ClientArgs<string>>>('clients'),
  identityProvider: auth0({
    domain: setting('auth0Domain', 'AUTH0_DOMAIN'),
    tokenLifetime: config.getNumber('tokenLifetime') ?? 3600,
    ...(apiName !== undefined && { apiName }),
    ...(signingAlgorithm !== undefined && { signingAlgorithm }),
    ...(roleClaim !== undefined && { roleClaim }),
    ...(auth0Adopt !== undefined && { adopt: auth0Adopt }),
  }),
  ords: ordsValues(name).ords,
});

export const issuer = api.issuer;
export const audience = api.audience;
export const jwksUrl = api.jwksUrl;
export const clients = api.clients;
export const endpoints = api.endpoints;
export const manifest = api.manifest;
