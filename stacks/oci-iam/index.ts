import {
  ociIam,
  ProtectedApi,
  type ClientArgs,
  type CreateDomainArgs,
  type OciIamAdoptArgs,
  type ScopeArgs,
} from 'pulumi-ords';
import { ordsValues } from '../ordsValues';
import { config, setting } from '../settings';

type DomainValues = Omit<CreateDomainArgs, 'compartmentId'>;

const name = config.get('name') ?? 'orders';
const createDomain = config.getObject<DomainValues>('createDomain');
const apiName = config.get('apiName');
const tokenLifetime = config.getNumber('tokenLifetime');
const groupClaim = config.get('groupClaim');
const groupClaimExists = config.getBoolean('groupClaimExists');
const domainAdopt = config.getObject<OciIamAdoptArgs>('domainAdopt');
const { ords, logon } = ordsValues(name);

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
    ...(apiName !== undefined && { apiName }),
    ...(tokenLifetime !== undefined && { tokenLifetime }),
    ...(groupClaim !== undefined && { groupClaim }),
    ...(groupClaimExists !== undefined && { groupClaimExists }),
    ...(domainAdopt !== undefined && { adopt: domainAdopt }),
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
export const schemaConnection = logon;
