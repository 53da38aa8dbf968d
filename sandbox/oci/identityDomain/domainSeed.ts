import { newOcid } from '../ocid';
import { REGION } from '../operator';
import type { DomainState, Group, User } from './domainState';
import { DOMAIN_ADMINISTRATOR, IDCS_APP_ID } from './domainStore';
import { administratorRoles } from './resources/appRoles';
import { defaultSettings } from './resources/settings';
import { newScimId } from './scim/record';

/** Who may sign in to a new domain. */
export interface DomainPasswords {
  readonly administrator: string;
  readonly demo: string;
}

export const DOMAIN_ADMINISTRATOR_NAME = 'domain.admin';
export const DEMO_USER_NAME = 'demo';
export const DEMO_GROUP_NAME = 'orders_readers';

/** A new domain: its administrator, the user `demo`, and the group `orders_readers` with that user in it. */
export function seedDomain(
  identity: Pick<DomainState, 'displayName' | 'isDefault' | 'port'>,
  passwords: DomainPasswords,
  now: Date,
): DomainState {
  const created = now.toISOString();
  const administrator = userOf(
    DOMAIN_ADMINISTRATOR_NAME,
    'Domain',
    'Admin',
    passwords.administrator,
    created,
  );
  const demo = userOf(DEMO_USER_NAME, 'Demo', 'User', passwords.demo, created);
  const appRoles = administratorRoles(created);
  const role = appRoles.find(({ displayName }) => displayName === DOMAIN_ADMINISTRATOR);
  const group: Group = {
    ...common('Group', 'urn:ietf:params:scim:schemas:core:2.0:Group', created),
    ocid: newOcid('group'),
    displayName: DEMO_GROUP_NAME,
    members: [{ value: demo.id, type: 'User' }],
  };
  return {
    version: 1,
    id: newOcid('domain'),
    guid: `idcs-${newScimId()}`,
    ...identity,
    controlPlane: {},
    settings: { ...defaultSettings(), lastModified: created },
    apps: [],
    appRoles,
    grants: [
      {
        ...common('Grant', 'urn:ietf:params:scim:schemas:oracle:idcs:Grant', created),
        ocid: newOcid('domaingrant', REGION),
        app: { value: IDCS_APP_ID },
        grantee: { type: 'User', value: administrator.id },
        grantMechanism: 'ADMINISTRATOR_TO_USER',
        isFulfilled: true,
        entitlement: { attributeName: 'appRoles', attributeValue: role?.id ?? '' },
      },
    ],
    customClaims: [],
    users: [administrator, demo],
    groups: [group],
    signingKey: null,
    refreshTokens: [],
  };
}

function userOf(
  userName: string,
  givenName: string,
  familyName: string,
  password: string,
  created: string,
): User {
  return {
    ...common('User', 'urn:ietf:params:scim:schemas:core:2.0:User', created),
    ocid: newOcid('user'),
    userName,
    name: { givenName, familyName, formatted: `${givenName} ${familyName}` },
    displayName: `${givenName} ${familyName}`,
    emails: [{ value: `${userName}@example.com`, type: 'work', primary: true }],
    active: true,
    password,
  };
}

function common(
  resourceType: string,
  schema: string,
  created: string,
): Pick<User, 'id' | 'schemas' | 'meta'> {
  return { id: newScimId(), schemas: [schema], meta: { resourceType, created, lastModified: created } };
}
