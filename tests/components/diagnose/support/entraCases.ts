import type { FindingCode } from '../../../../components/diagnose/catalogue';
import type { Case } from './cases';
import { ENTRA_AUDIENCE, entraManifest, entraWorld, inDays, PEOPLE, type EntraOverrides } from './entraWorld';
import { factsOf } from './world';

function broken(name: string, overrides: EntraOverrides, ...codes: FindingCode[]): Case {
  return { name, facts: factsOf(entraWorld(overrides)), codes };
}

const machine = { enabled: true, memberTypes: ['Application'] };
const READ = { ...machine, value: 'orders.read' };
const WRITE = { ...machine, value: 'admin.write' };
const permission = (value: string, enabled = true) => ({ value, enabled });
const people = entraManifest({ clients: PEOPLE, authorisation: { mode: 'scope' } });
const peopleByRole = entraManifest({ clients: PEOPLE });
const both = entraManifest({ clients: { ...entraManifest().clients, ...PEOPLE } });
const moreRoles = entraManifest({
  scopes: {
    'orders.read': { modules: ['orders'], roles: ['orders.read', 'orders.auditor'] },
    'admin.write': { patterns: ['/admin/*'] },
  },
});

/** A directory of Entra in front of ORDS. facts/entra.md 1.3, 2, 3. */
export const ENTRA_CASES: readonly Case[] = [
  broken('machines, in agreement', {}),
  broken('people in scope mode, in agreement', { manifest: people }),
  broken('people in role mode, in agreement', { manifest: peopleByRole }),
  broken('machines and people, in agreement', { manifest: both }),
  broken('roles besides those of the scopes’ names, in agreement', { manifest: moreRoles }),
  broken('no application of the API', { api: null }, 'idp.api.missing'),
  broken(
    'no service principal: nothing of what follows from that',
    { entra: { principal: null }, clients: { backend: { grantedScopes: null } } },
    'idp.api.no_principal',
  ),
  broken(
    'no identifier URI, with people among the clients',
    { manifest: people, entra: { identifierUris: ['api://another'] } },
    'idp.api.identifier_uri',
  ),
  broken('a disabled service principal', { api: { active: false } }, 'idp.api.inactive'),
  broken('tokens of version 1', { entra: { tokenVersion: 1 } }, 'idp.api.token_version'),
  broken('a signing key of its own', { entra: { ownKey: 'signing key' } }, 'idp.api.own_key'),
  broken('mapped claims', { entra: { ownKey: 'accepts mapped claims' } }, 'idp.api.own_key'),
  broken('a role that is not there', { entra: { roles: [WRITE] } }, 'idp.scope.missing'),
  broken('a disabled role', { entra: { roles: [{ ...READ, enabled: false }, WRITE] } }, 'idp.scope.missing'),
  broken(
    'a role for people only, which no machine can have',
    {
      entra: { roles: [{ ...READ, memberTypes: ['User'] }, WRITE] },
      clients: { backend: { grantedScopes: null } },
    },
    'idp.role.member_types',
    'idp.grant.missing',
  ),
  broken(
    'roles for machines only, with people among the clients',
    {
      manifest: both,
      entra: { roles: [READ, { ...WRITE, memberTypes: ['Application', 'User'] }] },
    },
    'idp.role.member_types',
  ),
  broken(
    'a further role that is not there',
    { manifest: moreRoles, entra: { roles: [READ, WRITE] } },
    'idp.scope.missing',
  ),
  broken(
    'a role that nobody declared',
    { entra: { roles: [READ, WRITE, { ...machine, value: 'orders.delete' }] } },
    'idp.scope.undeclared',
  ),
  broken('a disabled role that nobody declared', {
    entra: { roles: [READ, WRITE, { ...machine, value: 'orders.delete', enabled: false }] },
  }),
  broken('a role without a value', { entra: { roles: [READ, WRITE, { ...machine, value: '' }] } }),
  broken(
    'one name as role and as scope, undeclared, is one finding',
    {
      manifest: both,
      entra: {
        roles: ['orders.read', 'admin.write', 'x'].map((value) => ({
          value,
          enabled: true,
          memberTypes: ['Application', 'User'],
        })),
        scopes: ['orders.read', 'admin.write', 'x'].map((value) => permission(value)),
      },
    },
    'idp.scope.undeclared',
  ),
  broken(
    'a scope that people cannot ask for',
    { manifest: people, entra: { scopes: [permission('admin.write'), permission('orders.read', false)] } },
    'idp.scope.missing',
  ),
  broken('no client', { clients: { backend: null } }, 'idp.client.missing'),
  broken(
    'a client without a service principal: nothing of what follows from that',
    { backend: { hasPrincipal: false }, clients: { office: {} } },
    'idp.client.no_principal',
  ),
  broken('a client that is disabled', { clients: { backend: { active: false } } }, 'idp.client.inactive'),
  broken('a client that is to have no role, and has none', {
    manifest: entraManifest({ clients: { idle: { clientId: 'client-idle', scopes: [] } } }),
    clients: { idle: { grantedScopes: null } },
  }),
  broken('no role assigned', { clients: { backend: { grantedScopes: null } } }, 'idp.grant.missing'),
  broken(
    'another role assigned',
    { clients: { backend: { grantedScopes: ['admin.write'] } } },
    'idp.grant.scope_missing',
    'idp.grant.scope_undeclared',
  ),
  broken('a further role of a scope of its own, by hand: it is no scope', {
    manifest: moreRoles,
    clients: { backend: { grantedScopes: ['orders.read', 'orders.auditor'] } },
  }),
  broken(
    'a further role of a scope that the client does not have',
    {
      manifest: entraManifest({
        scopes: {
          'orders.read': { modules: ['orders'] },
          'admin.write': { patterns: ['/admin/*'], roles: ['admin.write', 'admin.auditor'] },
        },
      }),
      clients: { backend: { grantedScopes: ['orders.read', 'admin.auditor'] } },
    },
    'idp.grant.scope_undeclared',
  ),
  broken(
    'a further role that is a scope as well',
    {
      manifest: entraManifest({
        scopes: {
          'orders.read': { modules: ['orders'], roles: ['orders.read', 'admin.write'] },
          'admin.write': { patterns: ['/admin/*'] },
        },
      }),
      clients: { backend: { grantedScopes: ['orders.read', 'admin.write'] } },
    },
    'idp.grant.scope_undeclared',
  ),
  broken('a secret that has ended', { backend: { secretEnds: [inDays(-1)] } }, 'idp.client.secret_expired'),
  broken('no secret', { backend: { secretEnds: [] } }, 'idp.client.secret_expired'),
  broken('a secret that has ended, and another one', { backend: { secretEnds: [inDays(-1), inDays(90)] } }),
  broken('a secret that ends soon', { backend: { secretEnds: [inDays(29)] } }, 'idp.client.secret_ends'),
  broken('a secret that ends in a month', { backend: { secretEnds: [inDays(30)] } }),
  broken(
    'a redirect URI that is not there',
    { manifest: people, clients: { web: { redirectUris: [] } } },
    'idp.client.redirect_uri_missing',
  ),
  broken(
    'the identifier URI as audience of the profile',
    { profile: { audience: `api://${ENTRA_AUDIENCE}` } },
    'trust.audience.different',
  ),
  broken(
    'an issuer with a slash in the profile',
    { profile: { issuer: `${entraManifest().trust.issuer}/` } },
    'trust.issuer.slash',
  ),
  broken(
    'the issuer of version 1 in the profile',
    { profile: { issuer: 'https://sts.windows.net/8f3a1c52-0c1d-4a61-9d6e-2b7f5f0f1a11/' } },
    'trust.issuer.different',
  ),
  broken(
    'an age that a fresh token has already',
    { profile: { allowedAge: 300 } },
    'ords.profile.age_backdated',
  ),
  broken('an age that a fresh token does not have yet', { profile: { allowedAge: 301 } }, 'ords.profile.age'),
];
