import type {
  LiveEntra,
  LiveEntraApi,
  LiveEntraClient,
  LiveEntraPermission,
} from '../../../components/export/liveEntra';
import type { LiveSchema } from '../../../components/export/liveSchema';
import { live, privilege } from './fixtures';

export const DIRECTORY = '8f3a1c52-0c1d-4a61-9d6e-2b7f5f0f1a11';
export const CLIENT_ID = 'aaaaaaaa-0c1d-4a61-9d6e-2b7f5f0f1a11';
const LOGIN = `https://login.microsoftonline.com/${DIRECTORY}`;

/** The schema of ./fixtures, trusted as that of a directory, in role mode. */
export function liveOfDirectory(
  change: Partial<LiveSchema> = {},
  profile: Partial<NonNullable<LiveSchema['profile']>> = {},
): LiveSchema {
  return live({
    privileges: [privilege({ roles: ['orders.read'] })],
    roles: ['orders.read'],
    profile: {
      ...live().profile!,
      issuer: `${LOGIN}/v2.0`,
      audience: CLIENT_ID,
      jwkUrl: `${LOGIN}/discovery/v2.0/keys`,
      roleClaim: '/roles',
      ...profile,
    },
    ...change,
  });
}

export function permission(change: Partial<LiveEntraPermission> = {}): LiveEntraPermission {
  const { value = 'orders.read' } = change;
  return {
    id: `id-of-${value}`,
    value,
    displayName: value,
    description: value,
    enabled: true,
    memberTypes: ['Application'],
    adminOnly: false,
    ...change,
  };
}

/** A permission scope whose texts are those that `up` writes. */
export function permissionScope(change: Partial<LiveEntraPermission> = {}): LiveEntraPermission {
  const { displayName, description, ...whole } = permission(change);
  return {
    userConsent: { displayName, description },
    ...whole,
    displayName,
    description,
    memberTypes: [],
    ...change,
  };
}

export function liveEntraApi(change: Partial<LiveEntraApi> = {}): LiveEntraApi {
  return {
    id: 'o-api',
    clientId: CLIENT_ID,
    name: 'Orders API',
    principalId: 'p-api',
    assignmentRequired: true,
    tokenVersion: 2,
    signInAudience: 'AzureADMyOrg',
    identifierUris: [],
    mappedClaims: false,
    roles: [permission()],
    scopes: [],
    people: [],
    ...change,
  };
}

export function liveEntraClient(change: Partial<LiveEntraClient> = {}): LiveEntraClient {
  return {
    id: 'o-backend',
    clientId: 'c-backend',
    name: 'Backend service',
    principalId: 'p-backend',
    enabled: true,
    signInAudience: 'AzureADMyOrg',
    assignments: [{ id: 'a-1', role: 'orders.read' }],
    scopes: [],
    redirectUris: [],
    publicRedirectUris: [],
    ...change,
  };
}

/** One API with one machine: everything in it can be expressed. */
export function liveEntra(change: Partial<LiveEntra> = {}): LiveEntra {
  return { tenantId: DIRECTORY, api: liveEntraApi(), clients: [liveEntraClient()], ...change };
}
