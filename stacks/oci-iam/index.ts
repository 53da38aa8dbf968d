import {
  ociIam,
  ProtectedApi,
  type ClientArgs,
  type CreateDomainArgs,
  type ModuleDefinition,
  type ScopeArgs,
} from 'pulumi-ords';
import { newSchema } from '../newSchema';
import { config, setting } from '../settings';

type DomainValues = Omit<CreateDomainArgs, 'compartmentId'>;

const name = config.get('name') ?? 'orders';
const schema = config.require('schema');
const createDomain = config.getObject<DomainValues>('createDomain');
const tokenLifetime = config.getNumber('tokenLifetime');
const { baseUrl, connection, logon } = newSchema(name, schema);

const api = new ProtectedApi(name, {
  audience: config.require('audience'),
  scopes: config.requireObject<Record<string, ScopeArgs>>('scopes'),
  clients: config.requireObject<Record<string, ClientArgs<string>>>('clients'),
  identityProvider: ociIam({
    ...(createDomain === undefined
      ? { domain: setting('domain', 'OCI_IAM_DOMAIN_URL') }
      : {
          createDomain: { ...createDomain, compartmentId: setting('compartmentId', 'OCI_COMPARTMENT_OCID') },
        }),
    publicSigningCertificate: config.getBoolean('publicSigningCertificate') ?? false,
    ...(tokenLifetime !== undefined && { tokenLifetime }),
  }),
  ords: {
    schema,
    baseUrl,
    connection,
    enableSchema: true,
    modules: config.getObject<Record<string, ModuleDefinition>>('modules') ?? {},
  },
});

export const issuer = api.issuer;
export const audience = api.audience;
export const jwksUrl = api.jwksUrl;
export const clients = api.clients;
export const endpoints = api.endpoints;
export const manifest = api.manifest;
export const schemaConnection = logon;
