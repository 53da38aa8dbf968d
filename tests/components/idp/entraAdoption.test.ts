import type { ApplicationArgs } from '@pulumi/azuread/application';
import type { ServicePrincipalArgs } from '@pulumi/azuread/servicePrincipal';
import { checkEntraAdoption, type EntraAdoptArgs } from '../../../components/idp/entraAdoption';
import type { UNDECLARED } from '../../../components/idp/entraUndeclared';

const ID = (last: number): string => `00000000-0000-4000-8000-00000000000${last}`;
const CLIENTS = { backend: { scopes: ['hr.read'] } };
const API = {
  application: ID(1),
  principal: ID(2),
  identifierUri: `api://${ID(3)}`,
  roles: { 'hr.read': ID(4) },
};
const BACKEND = { application: ID(5), principal: ID(6), assignments: { 'hr.read': 'aB_-9' } };
const codes = (adopt: EntraAdoptArgs): string[] =>
  checkEntraAdoption(adopt, CLIENTS).map(({ code, field }) => `${code} ${field}`);

it('ids as the directory has them are taken', () => {
  expect(
    codes({
      api: { ...API, scopes: { 'hr.read': ID(4) } },
      clients: { backend: BACKEND },
      onDelete: 'delete',
    }),
  ).toEqual([]);
  expect(codes({})).toEqual([]);
});

it.each<[EntraAdoptArgs, string]>([
  [{ api: { application: 'orders' } }, 'entra.adopt.id identityProvider.adopt.api.application'],
  [{ api: { ...API, principal: '' } }, 'entra.adopt.id.empty identityProvider.adopt.api.principal'],
  [
    { api: { ...API, identifierUri: 'https://contoso.com/hr' } },
    'entra.adopt.identifier_uri identityProvider.adopt.api.identifierUri',
  ],
  [
    { api: { ...API, roles: { 'hr.read': 'x' } } },
    'entra.adopt.id identityProvider.adopt.api.roles["hr.read"]',
  ],
  [
    { api: { ...API, scopes: { 'hr.read': ID(7) } } },
    'entra.adopt.two_ids identityProvider.adopt.api.scopes["hr.read"]',
  ],
  [
    { api: API, clients: { other: { application: ID(5) } } },
    'entra.adopt.unknown_client identityProvider.adopt.clients["other"]',
  ],
  [
    { api: API, clients: { backend: { ...BACKEND, assignments: { 'hr.write': 'x' } } } },
    'entra.adopt.unknown_scope identityProvider.adopt.clients["backend"].assignments["hr.write"]',
  ],
  [
    { clients: { backend: BACKEND } },
    'entra.adopt.no_principal identityProvider.adopt.clients["backend"].assignments["hr.read"]',
  ],
  [{ onDelete: 'drop' as 'keep' }, 'entra.adopt.on_delete identityProvider.adopt.onDelete'],
])('%j is refused', (adopt, expected) => {
  expect(codes(adopt)).toEqual([expected]);
});

/** A property that this library neither declares nor leaves alone would be taken away from an adopted object. */
type Missing<Args, List extends readonly string[], Declared extends keyof Args> = Exclude<
  keyof Args,
  List[number] | Declared
>;
const complete: [
  Missing<
    ApplicationArgs,
    typeof UNDECLARED.api,
    | 'displayName'
    | 'signInAudience'
    | 'api'
    | 'appRoles'
    // Ignored always, and these are of no object: a new application's only.
    | 'owners'
    | 'identifierUris'
    | 'password'
    | 'preventDuplicateNames'
  >,
  Missing<
    ApplicationArgs,
    typeof UNDECLARED.machine,
    'displayName' | 'signInAudience' | 'owners' | 'identifierUris' | 'password' | 'preventDuplicateNames'
  >,
  Missing<
    ServicePrincipalArgs,
    typeof UNDECLARED.principal,
    'clientId' | 'appRoleAssignmentRequired' | 'owners' | 'useExisting' | 'features'
  >,
] extends [never, never, never]
  ? true
  : false = true;

it('every property of the provider is declared, or left alone', () => {
  expect(complete).toBe(true);
});
