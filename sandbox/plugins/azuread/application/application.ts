import { randomUUID } from 'node:crypto';
import { changedProperties } from '../../framework/properties/diff';
import { text } from '../../framework/properties/value';
import type { GraphApi } from '../graph/api';
import type { RetryOn } from '../graph/retry';
import { applicationId, objectIdOf } from '../ids';
import type { AzureadResource } from '../kind';
import { boundOwners, changeOwners, finishOwners, ownersPlan, readOwners } from '../owners';
import { applicationBody } from './body';
import { disableChanged } from './disabling';
import { checkApplication } from './entitlementChecks';
import { applicationFields } from './fields';
import { applicationOutputs } from './outputs';

const PATH = '/applications';
const NOT_FOUND = 404;
const CONFLICT = 409;
const BAD_REQUEST = 400;

/** A new application is not known everywhere yet (facts/entra.md 1.5). */
const whileNew: RetryOn = (status, message) =>
  status === NOT_FOUND ||
  status === CONFLICT ||
  (status === BAD_REQUEST &&
    message.includes('Permission (scope or role) cannot be deleted or updated unless disabled first'));

/** What somebody registers: an API with its roles and scopes, or a client. */
export const application: AzureadResource = {
  token: 'azuread:index/application:Application',
  fields: applicationFields,
  checkTogether: checkApplication,

  async create(api, inputs) {
    const displayName = text(inputs.displayName);
    if (inputs.preventDuplicateNames === true) await refuseDuplicate(api, displayName);
    const plan = ownersPlan(api, inputs);
    const body = {
      '@odata.type': '#microsoft.graph.application',
      ...applicationBody(inputs),
      ...boundOwners(api, plan),
    };
    const { id } = await api.post({ path: PATH, body });
    const path = `${PATH}/${String(id)}`;
    // Two renames prove that the application can be found for good.
    for (const name of [`TERRAFORM_UPDATE_${randomUUID()}`, displayName])
      await api.patch({ path, body: { displayName: name }, retryOn: whileNew });
    await finishOwners(api, path, plan);
    return applicationId(String(id));
  },

  async read(api, id, prior) {
    const path = `${PATH}/${objectIdOf(id)}`;
    const app = await api.get({ path });
    await api.get({ path, version: 'beta', query: { $select: 'oauth2RequirePostResponse' } });
    return { id, outputs: applicationOutputs(app, await readOwners(api, path), prior) };
  },

  async update(api, id, versions) {
    const objectId = objectIdOf(id);
    const path = `${PATH}/${objectId}`;
    await api.locked(objectId, async () => {
      await disableChanged(api, path, versions.news);
      await api.patch({ path, body: applicationBody(versions.news), retryOn: whileNew });
      if (changedProperties(applicationFields, versions).has('owners'))
        await changeOwners(api, path, versions.news);
    });
  },

  async delete(api, id) {
    const path = `${PATH}/${objectIdOf(id)}`;
    await api.delete(path);
    await api.waitUntilGone(async () => {
      await api.get({ path });
      return true;
    });
  },
};

/** @throws Error naming the application that has the name already. */
async function refuseDuplicate(api: GraphApi, displayName: string): Promise<void> {
  const $filter = `displayName eq '${displayName.replaceAll("'", "''")}'`;
  const [existing] = await api.list({ path: PATH, query: { $filter } });
  if (existing)
    throw new Error(
      `an existing azuread_application with name ${JSON.stringify(displayName)} was found (id ${applicationId(String(existing.id))})`,
    );
}
