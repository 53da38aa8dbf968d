import type { AppRole } from '../tenantState';

/** Client id of Microsoft Graph, the same in every tenant. */
export const GRAPH_APP_ID = '00000003-0000-0000-c000-000000000000';
export const GRAPH_NAME = 'Microsoft Graph';
/** Of the tenant that owns Microsoft's applications. */
export const MICROSOFT_TENANT_ID = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a';

/** The application permissions that this Graph knows, with their ids of everywhere. */
const PERMISSIONS = {
  'Application.ReadWrite.All': '1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9',
  'Application.ReadWrite.OwnedBy': '18a4783c-866b-4cc7-a460-3d5e5662c884',
  'Application.Read.All': '9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30',
  'AppRoleAssignment.ReadWrite.All': '06b708a9-e830-4db3-a914-8e69da51d44f',
  'User.Read.All': 'df021288-bdef-4463-88db-98f22de89214',
  'Directory.Read.All': '7ab1d382-f21e-4acd-a863-ba3e13f7da61',
} as const;

export type Permission = keyof typeof PERMISSIONS;
export const GRAPH_PERMISSIONS = Object.keys(PERMISSIONS) as readonly Permission[];

/** What the operator of a new tenant may do (facts/entra.md 1.6). */
export const OPERATOR_PERMISSIONS: readonly Permission[] = [
  'Application.ReadWrite.All',
  'AppRoleAssignment.ReadWrite.All',
  'User.Read.All',
];

export const GRAPH_ROLES: readonly AppRole[] = Object.entries(PERMISSIONS).map(([value, id]) => ({
  id,
  value,
  displayName: value,
  description: value,
  allowedMemberTypes: ['Application'],
  isEnabled: true,
}));

export function permissionId(permission: Permission): string {
  return PERMISSIONS[permission];
}
