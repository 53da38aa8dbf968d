import { randomUUID } from 'node:crypto';
import { changedProperties } from '../../framework/properties/diff';
import { fromBody, type Json, type JsonObject } from '../../framework/properties/mapping';
import { isList, isValues, text, type Value, type Values } from '../../framework/properties/value';
import { idsByValue } from '../application/outputs';
import type { GraphApi } from '../graph/api';
import type { RetryOn } from '../graph/retry';
import { objectIdOf, servicePrincipalId } from '../ids';
import type { AzureadResource } from '../kind';
import { boundOwners, changeOwners, finishOwners, ownersPlan, readOwners } from '../owners';
import { servicePrincipalFields } from './fields';

const PATH = '/servicePrincipals';
const BAD_REQUEST = 400;
const FORBIDDEN = 403;
const NOT_FOUND = 404;

/** The application is not known everywhere yet (facts/entra.md 1.5). */
const untilBacked: RetryOn = (status, message) =>
  (status === BAD_REQUEST && /does not reference a valid application object/.test(message)) ||
  (status === FORBIDDEN &&
    message.includes(
      'When using this permission, the backing application of the service principal being created must in the local tenant',
    ));

const whileNew: RetryOn = (status) => status === NOT_FOUND;

/** What an application is in this tenant: without one it gets no token, and nobody gets one for it. */
export const servicePrincipal: AzureadResource = {
  token: 'azuread:index/servicePrincipal:ServicePrincipal',
  fields: servicePrincipalFields,

  async create(api, inputs) {
    const appId = text(inputs.clientId);
    const [existing] = await api.list({ path: PATH, query: { $filter: `appId eq '${appId}'` } });
    if (existing) return takeOver(api, servicePrincipalId(String(existing.id)), inputs);
    const plan = ownersPlan(api, inputs);
    const body = {
      '@odata.type': '#microsoft.graph.servicePrincipal',
      appId,
      ...bodyOf(inputs),
      description: `TERRAFORM_UPDATE_${randomUUID()}`,
      ...boundOwners(api, plan),
    };
    const { id } = await api.post({ path: PATH, body, retryOn: untilBacked });
    const path = `${PATH}/${String(id)}`;
    // The true text is set by a call of its own, which proves that the object can be found.
    await api.patch({ path, body: { description: orNull(inputs.description) }, retryOn: whileNew });
    await finishOwners(api, path, plan);
    return servicePrincipalId(String(id));
  },

  async read(api, id, prior) {
    const path = `${PATH}/${objectIdOf(id)}`;
    const principal = await api.get({ path });
    const beta = await api.get({ path, version: 'beta', query: { $select: 'samlMetadataUrl' } });
    const shown: JsonObject = {
      ...principal,
      owners: await readOwners(api, path),
      samlMetadataUrl: beta.samlMetadataUrl ?? '',
      homepage: principal.homepage ?? '',
      logoutUrl: principal.logoutUrl ?? '',
    };
    const outputs = {
      ...fromBody(servicePrincipalFields, shown, prior),
      appRoleIds: idsByValue(principal.appRoles),
      oauth2PermissionScopeIds: idsByValue(principal.oauth2PermissionScopes),
    };
    return { id, outputs };
  },

  async update(api, id, versions) {
    const path = `${PATH}/${objectIdOf(id)}`;
    await api.patch({
      path,
      body: { ...bodyOf(versions.news), description: orNull(versions.news.description) },
    });
    if (changedProperties(servicePrincipalFields, versions).has('owners'))
      await changeOwners(api, path, versions.news);
  },

  async delete(api, id, { useExisting }) {
    if (useExisting === true) return;
    const path = `${PATH}/${objectIdOf(id)}`;
    await api.delete(path);
    await api.waitUntilGone(async () => {
      await api.get({ path });
      return true;
    });
  },
};

/** @throws Error unless the program says `useExisting`. */
async function takeOver(api: GraphApi, id: string, inputs: Values): Promise<string> {
  if (inputs.useExisting !== true)
    throw new Error(
      `A resource with the ID ${JSON.stringify(id)} already exists - to be managed it needs to be imported into the state, or taken over with useExisting`,
    );
  const path = `${PATH}/${objectIdOf(id)}`;
  await api.patch({ path, body: { ...bodyOf(inputs), description: orNull(inputs.description) } });
  return id;
}

function bodyOf(inputs: Values): JsonObject {
  const { samlSingleSignOn } = inputs;
  const relayState = isValues(samlSingleSignOn) ? samlSingleSignOn.relayState : undefined;
  return {
    accountEnabled: inputs.accountEnabled !== false,
    alternativeNames: list(inputs.alternativeNames),
    appRoleAssignmentRequired: inputs.appRoleAssignmentRequired === true,
    loginUrl: orNull(inputs.loginUrl),
    notes: orNull(inputs.notes),
    notificationEmailAddresses: list(inputs.notificationEmailAddresses),
    preferredSingleSignOnMode: orNull(inputs.preferredSingleSignOnMode),
    samlSingleSignOnSettings: relayState === undefined ? {} : { relayState: text(relayState) },
    tags: list(inputs.tags),
  };
}

function list(value: Value | undefined): string[] {
  return isList(value) ? value.map(text) : [];
}

function orNull(value: Value | undefined): Json {
  return typeof value === 'string' && value !== '' ? value : null;
}
