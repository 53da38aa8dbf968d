import type { ApiOutputs } from '../stack';
import type { TestDirectory } from './entraDirectory';
import type { Damage } from './identityProvider';

const FOREIGN = 'https://evil.example.com/';

/** One for each kind of resource that has properties to change. */
export function propertyDamages(directory: TestDirectory): readonly Damage[] {
  return [
    {
      resource: 'orders-api',
      what: 'tokens of version 1',
      property: 'requestedAccessTokenVersion',
      act: () => directory.change('orders', { api: { requestedAccessTokenVersion: 1 } }),
    },
    {
      resource: 'orders-api-principal',
      what: 'tokens without any role',
      property: 'appRoleAssignmentRequired',
      act: () => directory.changePrincipal('orders', { appRoleAssignmentRequired: false }),
    },
    {
      resource: 'orders-backend-principal',
      what: 'disabled',
      property: 'accountEnabled',
      act: () => directory.changePrincipal('orders-backend', { accountEnabled: false }),
    },
    {
      resource: 'orders-auditor',
      what: 'needs nothing',
      property: 'requiredResourceAccesses',
      act: () => directory.change('orders-auditor', { requiredResourceAccess: [] }),
    },
    {
      resource: 'orders-web',
      what: 'a redirect URI',
      property: FOREIGN,
      act: () => directory.change('orders-web', { web: { redirectUris: [FOREIGN] } }),
    },
  ];
}

export function objectDamages(
  directory: TestDirectory,
  { audience, clients }: ApiOutputs,
): readonly Damage[] {
  return [
    {
      resource: 'orders-backend-secret',
      what: 'secret gone',
      act: () => directory.removePasswords('orders-backend'),
    },
    {
      resource: 'orders-auditor-orders.audit',
      what: 'role taken away',
      act: () => directory.removeAssignments(audience, clients['auditor']?.clientId ?? ''),
    },
    {
      resource: 'orders-api',
      what: 'an app role gone',
      property: 'appRoles',
      act: () => directory.removeRole('orders', 'orders.audit'),
    },
    {
      resource: 'orders-api-uri',
      what: 'identifier URI gone',
      act: () => directory.change('orders', { identifierUris: [] }),
    },
    {
      resource: 'orders-web-principal',
      what: 'service principal gone',
      act: () => directory.removePrincipal('orders-web'),
    },
  ];
}
