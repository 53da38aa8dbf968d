import { randomBytes } from 'node:crypto';
import { secondsOf } from './graph/applications/newApplication';
import { newAssignment } from './graph/assignments/newAssignment';
import { GraphError } from './graph/graphError';
import { GRAPH_APP_ID, GRAPH_PERMISSIONS, permissionId } from './graph/microsoftGraph';
import type { EntraControl, RoleHolder } from './tenantControl';
import type { TenantContext } from './tenantContext';
import type { ServicePrincipal } from './tenantState';

type Changes = Pick<
  EntraControl,
  'expireSecrets' | 'assignRole' | 'removeAssignments' | 'setOperatorPermissions'
>;

const MINUTE_MS = 60_000;

/** What somebody else does in the directory meanwhile. */
export function directoryControl({ store, clock }: TenantContext): Changes {
  return {
    expireSecrets: ({ clientId, keyId }) => {
      const all = store.client(clientId)?.properties.passwordCredentials ?? [];
      const found = all.filter((credential) => keyId === undefined || credential.keyId === keyId);
      if (found.length === 0) throw new RangeError(`no secret of ${clientId}`);
      const past = secondsOf(new Date(clock().getTime() - MINUTE_MS));
      for (const credential of found) credential.endDateTime = past;
      store.changed();
    },

    assignRole: ({ role, ...holder }) => {
      const resource = principalOf(holder.api);
      const { id } = store.published(resource).appRoles.find(({ value }) => value === role) ?? {};
      const principalId = holderId(holder);
      if (id === undefined || principalId === undefined)
        throw new RangeError(`no role ${role}, or nobody to have it`);
      const body = { principalId, appRoleId: id, resourceId: resource.properties.id };
      try {
        store.state.assignments.push(newAssignment(body, resource, store, clock()));
      } catch (error) {
        throw error instanceof GraphError ? new RangeError(error.message) : error;
      }
      store.changed();
    },

    removeAssignments: (holder) => {
      const { id } = principalOf(holder.api).properties;
      const principalId = holderId(holder);
      const { assignments } = store.state;
      store.state.assignments = assignments.filter(
        (one) => one.resourceId !== id || (principalId !== undefined && one.principalId !== principalId),
      );
      store.changed();
      return assignments.length - store.state.assignments.length;
    },

    setOperatorPermissions: (permissions) => {
      const resourceId = principalOf(GRAPH_APP_ID).properties.id;
      const principalId = principalOf(store.state.operator.clientId).properties.id;
      const wanted = permissions.map((name) => {
        const known = GRAPH_PERMISSIONS.find((permission) => permission === name);
        if (known === undefined)
          throw new RangeError(`no permission ${name}: ${GRAPH_PERMISSIONS.join(', ')}`);
        return permissionId(known);
      });
      store.state.assignments = [
        ...store.state.assignments.filter(
          (one) => one.principalId !== principalId || one.resourceId !== resourceId,
        ),
        ...wanted.map((appRoleId) => ({
          id: randomBytes(32).toString('base64url'),
          appRoleId,
          principalId,
          resourceId,
          createdDateTime: secondsOf(clock()),
        })),
      ];
      store.changed();
    },
  };

  function principalOf(appId: string): ServicePrincipal {
    const principal = store.servicePrincipalOf(appId);
    if (!principal) throw new RangeError(`no service principal of ${appId}`);
    return principal;
  }

  /** Undefined where nobody is named. */
  function holderId({ client, user }: RoleHolder): string | undefined {
    if (client !== undefined) return principalOf(client).properties.id;
    if (user === undefined) return undefined;
    const found = store.userNamed(user);
    if (!found) throw new RangeError(`no user ${user}`);
    return found.id;
  }
}
