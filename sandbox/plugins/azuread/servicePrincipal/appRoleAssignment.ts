import { fromBody } from '../../framework/properties/mapping';
import { alike, string, type Fields } from '../../framework/properties/property';
import { text } from '../../framework/properties/value';
import { asFailure, isNotFound } from '../graph/errors';
import type { RetryOn } from '../graph/retry';
import { assignmentId, checkAssignmentId } from '../ids';
import type { AzureadResource } from '../kind';
import { uuid } from '../rules';

const NOT_FOUND = 404;
const BAD_REQUEST = 400;
const input = { required: true, replaces: true, rule: uuid } as const;

const fields: Fields = {
  appRoleId: string('appRoleId', input),
  principalObjectId: string('principalId', input),
  resourceObjectId: string('resourceId', input),
  ...alike(string, { outputOnly: true }, ['principalDisplayName', 'principalType', 'resourceDisplayName']),
};

/** The principal is not known everywhere yet (facts/entra.md 1.5). */
const whileNew: RetryOn = (status, message) =>
  status === NOT_FOUND || (status === BAD_REQUEST && message.includes('Not a valid reference update'));

/** A role of an API, given to a client or a user: for a client it is the consent as well. Every change replaces. */
export const appRoleAssignment: AzureadResource = {
  token: 'azuread:index/appRoleAssignment:AppRoleAssignment',
  fields,

  async create(api, inputs) {
    const resourceId = text(inputs.resourceObjectId);
    const resource = `/servicePrincipals/${resourceId}`;
    await api.get({ path: resource }).catch((error: unknown) => {
      if (!isNotFound(error)) throw error;
      throw new Error(`Service principal not found for resource (Object ID: ${JSON.stringify(resourceId)})`, {
        cause: error,
      });
    });
    const body = {
      '@odata.type': '#microsoft.graph.appRoleAssignment',
      appRoleId: text(inputs.appRoleId),
      principalId: text(inputs.principalObjectId),
      resourceId,
    };
    const made = await api.post({ path: `${resource}/appRoleAssignedTo`, body, retryOn: whileNew });
    return assignmentId(String(made.resourceId), String(made.id));
  },

  async settle(api, id, inputs) {
    const assignment = await api.waitUntil(() =>
      this.read(api, id, inputs).catch((error: unknown) => {
        if (isNotFound(error)) return undefined;
        throw error;
      }),
    );
    return assignment;
  },

  async read(api, id, prior) {
    const assignment = await api.get({ path: checkAssignmentId(id) });
    return { id, outputs: fromBody(fields, assignment, prior) };
  },

  update() {
    return Promise.reject(new Error('an assignment is never updated: every change of it replaces'));
  },

  async delete(api, id) {
    await api.delete(checkAssignmentId(id)).catch(asFailure);
  },
};
