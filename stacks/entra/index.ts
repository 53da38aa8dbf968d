import {
  entra,
  ProtectedApi,
  type ClientArgs,
  type EntraAdoptArgs,
  type EntraArgs,
  type ScopeArgs,
} from 'pulumi-ords';
import { ordsValues } from '../ordsValues';
import { config, setting } from '../settings';

const name = config.get('name') ?? 'orders';
const apiName = config.get('apiName');
const mode = config.get<NonNullable<EntraArgs['mode']>>('mode');
const assignmentRequired = config.getBoolean('assignmentRequired');
const secretEndDate = config.get('secretEndDate');
const owners = config.getObject<string[]>('owners');
const entraAdopt = config.getObject<EntraAdoptArgs>('entraAdopt');
const { ords } = ordsValues(name);

const api = new ProtectedApi(name, {
  scopes: config.requireObject<Record<string, ScopeArgs>>('scopes'),
  clients: config.requireObject<Record<string, ClientArgs<string>>>('clients'),
  identityProvider: entra({
    tenantId: setting('tenantId', 'ARM_TENANT_ID'),
    ...(apiName !== undefined && { apiName }),
    ...(mode !== undefined && { mode }),
    ...(assignmentRequired !== undefined && { assignmentRequired }),
    ...(secretEndDate !== undefined && { secretEndDate }),
    ...(owners !== undefined && { owners }),
    ...(entraAdopt !== undefined && { adopt: entraAdopt }),
  }),
  ords,
  accept: config.getObject<string[]>('accept') ?? [],
});

export const issuer = api.issuer;
export const audience = api.audience;
export const jwksUrl = api.jwksUrl;
export const clients = api.clients;
export const endpoints = api.endpoints;
export const manifest = api.manifest;
