import type { FindingCode } from '../../../../components/diagnose/catalogue';
import type { Case } from './cases';
import {
  DOMAIN_URL,
  factsOf,
  healthyWorld,
  ociManifest,
  ociRoleManifest,
  type WorldOverrides,
} from './world';

function broken(name: string, overrides: WorldOverrides, ...codes: FindingCode[]): Case {
  return { name, facts: factsOf(healthyWorld({ manifest: ociManifest(), ...overrides })), codes };
}

function byGroups(name: string, overrides: WorldOverrides, ...codes: FindingCode[]): Case {
  return broken(name, { manifest: ociRoleManifest(), ...overrides }, ...codes);
}

const REGIONAL = DOMAIN_URL.replace('.identity', '.eu-madrid-idcs-1.secure.identity');
const claim = {
  name: 'iam_groups',
  mode: 'always',
  tokenType: 'AT',
  scopes: ['ords/orders.read', 'ords/admin.write'],
};
const closed = { outcome: 'needs_sign_in', detail: '401', keys: [], bytes: 300 } as const;

/** An identity domain of OCI IAM in front of ORDS, in scope mode. */
export const OCI_IAM_CASES: readonly Case[] = [
  broken('in agreement', {}),
  broken('the JWKS with :443', {
    profile: { jwkUrl: `${DOMAIN_URL}:443/admin/v1/SigningCert/jwk` },
    discovery: { jwksUri: `${DOMAIN_URL}:443/admin/v1/SigningCert/jwk` },
  }),
  broken('the JWKS under the host with the region', {
    profile: { jwkUrl: `${REGIONAL}/admin/v1/SigningCert/jwk` },
    discovery: { jwksUri: `${REGIONAL}/admin/v1/SigningCert/jwk` },
  }),
  broken(
    'the JWKS of another domain',
    { profile: { jwkUrl: `${DOMAIN_URL.replace('0123', '3210')}/admin/v1/SigningCert/jwk` } },
    'trust.jwks_url.host',
  ),
  broken(
    'the issuer without its slash in the profile',
    { profile: { issuer: 'https://identity.oraclecloud.com' } },
    'trust.issuer.slash',
  ),
  broken('the URL of the domain as issuer', { profile: { issuer: `${DOMAIN_URL}/` } }, 'trust.issuer.host'),
  broken(
    'the audience without its slash in the profile',
    { profile: { audience: 'ords' } },
    'trust.audience.slash',
  ),
  broken('keys that are not public', { jwks: closed }, 'jwks.needs_sign_in'),
  broken(
    'keys that are not public come before everything else',
    { jwks: closed, api: { active: false }, profile: null },
    'jwks.needs_sign_in',
    'idp.api.inactive',
    'ords.profile.missing',
  ),
  broken('no resource app', { api: null }, 'idp.api.missing'),
  broken('a resource app that is not active', { api: { active: false } }, 'idp.api.inactive'),
  broken('secondary audiences', { api: { secondaryAudiences: ['hr/'] } }, 'idp.api.secondary_audiences'),
  broken(
    'an audience that fuses with its scopes',
    { manifest: ociManifest({ audience: 'ords' }) },
    'idp.api.audience_fuses',
  ),
  broken(
    'a client app that is not active',
    { clients: { backend: { active: false } } },
    'idp.client.inactive',
  ),
  broken(
    'a client without allowed scopes',
    { clients: { backend: { grantedScopes: null } } },
    'idp.grant.missing',
  ),
  broken('a client that is to have no allowed scope, and has none', {
    manifest: ociManifest({ clients: { idle: { clientId: 'client-idle', scopes: [] } } }),
    clients: { idle: { grantedScopes: null } },
  }),
  broken(
    'a client of people without authorization_code',
    { clients: { web: { grantTypes: ['client_credentials'] } } },
    'idp.client.grant_types',
  ),
  broken('a client of people without refresh_token', {
    clients: { web: { grantTypes: ['authorization_code'] } },
  }),
  broken(
    'a redirect URI that is not there',
    { clients: { web: { redirectUris: [] } } },
    'idp.client.redirect_uri_missing',
  ),
  broken(
    'a redirect URI that nobody declared',
    { clients: { web: { redirectUris: ['https://app.example.com/cb', 'https://x.example.com'] } } },
    'idp.client.redirect_uri_undeclared',
  ),
  broken(
    'a privilege that is named by the fully qualified scope',
    { privileges: { 'orders.read': null, 'ords/orders.read': { modules: ['orders'] } } },
    'ords.privilege.spelling',
  ),
];

/** The same by groups. */
export const OCI_ROLE_CASES: readonly Case[] = [
  byGroups('in agreement', {}),
  byGroups('a claim for all scopes', { claims: [{ ...claim, scopes: undefined }] }),
  byGroups('a claim in both kinds of tokens', { claims: [{ ...claim, tokenType: 'BOTH' }] }),
  byGroups('a domain without the claim', { claims: [{ ...claim, name: 'groups' }] }, 'idp.claim.missing'),
  byGroups('the claim in ID tokens only', { claims: [{ ...claim, tokenType: 'IT' }] }, 'idp.claim.missing'),
  byGroups('the claim never written', { claims: [{ ...claim, mode: 'never' }] }, 'idp.claim.missing'),
  byGroups(
    'the claim not for every scope',
    { claims: [{ ...claim, scopes: ['ords/orders.read'] }] },
    'idp.claim.missing',
  ),
  byGroups('the profile in scope mode', { profile: { roleClaim: null } }, 'ords.profile.mode'),
  byGroups('the profile with another claim', { profile: { roleClaim: '/groups' } }, 'ords.profile.mode'),
  byGroups(
    'a role that ORDS does not have',
    { schema: { roles: ['admin.write_readers'] }, privileges: { 'orders.read': { roles: [] } } },
    'ords.role.missing',
    'ords.privilege.no_roles',
  ),
  byGroups(
    'a privilege without its role',
    { privileges: { 'orders.read': { roles: ['admin.write_readers'] } } },
    'ords.privilege.roles_missing',
    'ords.privilege.roles_undeclared',
  ),
  byGroups(
    'a privilege with one role more',
    { privileges: { 'orders.read': { roles: ['orders.read_readers', 'admin.write_readers'] } } },
    'ords.privilege.roles_undeclared',
  ),
];
