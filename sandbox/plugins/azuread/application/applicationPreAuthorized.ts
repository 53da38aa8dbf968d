import { isJsonObject, type JsonObject } from '../../framework/properties/mapping';
import { string, stringSet, type Fields } from '../../framework/properties/property';
import { isList, text, type Values } from '../../framework/properties/value';
import type { GraphApi } from '../graph/api';
import { NotListed } from '../graph/errors';
import { applicationId as idOfApplication, objectIdOf, parsePreAuthorizedId, preAuthorizedId } from '../ids';
import type { AzureadResource } from '../kind';
import { applicationId, each, uuid } from '../rules';

const fields: Fields = {
  applicationId: string('applicationId', { required: true, replaces: true, rule: applicationId }),
  authorizedClientId: string('appId', { required: true, replaces: true, rule: uuid }),
  permissionIds: stringSet('delegatedPermissionIds', { required: true, rule: each(uuid) }),
};

/** A client whose users are not asked for consent to these scopes. The application's list is written back as a whole. */
export const applicationPreAuthorized: AzureadResource = {
  token: 'azuread:index/applicationPreAuthorized:ApplicationPreAuthorized',
  fields,

  async create(api, inputs) {
    const objectId = objectIdOf(text(inputs.applicationId));
    const clientId = text(inputs.authorizedClientId);
    const id = preAuthorizedId(objectId, clientId);
    await change(api, objectId, (list) => {
      if (list.some(isFor(clientId)))
        throw new Error(
          `A resource with the ID ${JSON.stringify(id)} already exists - to be managed it needs to be imported into the state`,
        );
      return [...list, { appId: clientId, delegatedPermissionIds: permissionIds(inputs) }];
    });
    return id;
  },

  async read(api, id) {
    const { objectId, clientId } = parsePreAuthorizedId(id);
    const found = listOf(await api.get({ path: pathOf(objectId) })).find(isFor(clientId));
    if (!found) throw new NotListed(`pre-authorized application ${clientId}`);
    const { delegatedPermissionIds: ids } = found;
    const outputs = {
      applicationId: idOfApplication(objectId),
      authorizedClientId: clientId,
      permissionIds: Array.isArray(ids) ? ids.map(String) : [],
    };
    return { id, outputs };
  },

  async update(api, id, { news }) {
    const { objectId, clientId } = parsePreAuthorizedId(id);
    await change(api, objectId, (list) => {
      if (!list.some(isFor(clientId)))
        throw new Error(
          `could not match an existing preAuthorizedApplication for ${JSON.stringify(clientId)}`,
        );
      return list.map((one) =>
        isFor(clientId)(one) ? { ...one, delegatedPermissionIds: permissionIds(news) } : one,
      );
    });
  },

  async delete(api, id) {
    const { objectId, clientId } = parsePreAuthorizedId(id);
    await change(api, objectId, (list) => list.filter((one) => !isFor(clientId)(one)));
  },
};

async function change(
  api: GraphApi,
  objectId: string,
  next: (list: JsonObject[]) => JsonObject[],
): Promise<void> {
  const path = pathOf(objectId);
  await api.locked(objectId, async () => {
    const preAuthorizedApplications = next(listOf(await api.get({ path })));
    await api.patch({ path, body: { api: { preAuthorizedApplications } } });
  });
}

function listOf({ api }: JsonObject): JsonObject[] {
  const list = isJsonObject(api) ? api.preAuthorizedApplications : undefined;
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}

const isFor =
  (clientId: string) =>
  ({ appId }: JsonObject): boolean =>
    String(appId).toLowerCase() === clientId.toLowerCase();

function permissionIds({ permissionIds: ids }: Values): string[] {
  return isList(ids) ? ids.map(text) : [];
}

function pathOf(objectId: string): string {
  return `/applications/${objectId}`;
}
