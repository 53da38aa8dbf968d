import type { JsonObject } from '../../framework/properties/mapping';
import { string, type Fields } from '../../framework/properties/property';
import { text } from '../../framework/properties/value';
import { asFailure, NotListed } from '../graph/errors';
import { applicationId as idOfApplication, identifierUriId, objectIdOf, parseIdentifierUriId } from '../ids';
import type { AzureadResource } from '../kind';
import { applicationId, notEmpty } from '../rules';

const replaces = { required: true, replaces: true } as const;

const fields: Fields = {
  applicationId: string('applicationId', { ...replaces, rule: applicationId }),
  identifierUri: string('identifierUri', { ...replaces, rule: notEmpty }),
};

/** One identifier URI of an application beside those that it has. */
export const applicationIdentifierUri: AzureadResource = {
  token: 'azuread:index/applicationIdentifierUri:ApplicationIdentifierUri',
  fields,

  async create(api, inputs) {
    const objectId = objectIdOf(text(inputs.applicationId));
    const uri = text(inputs.identifierUri);
    const id = identifierUriId(objectId, uri);
    const path = pathOf(objectId);
    await api.locked(objectId, async () => {
      const identifierUris = urisOf(await api.get({ path }));
      if (identifierUris.includes(uri))
        throw new Error(
          `A resource with the ID ${JSON.stringify(id)} already exists - to be managed it needs to be imported into the state`,
        );
      await api.patch({ path, body: { identifierUris: [...identifierUris, uri] } });
    });
    return id;
  },

  async read(api, id) {
    const { objectId, uri } = parseIdentifierUriId(id);
    if (!urisOf(await api.get({ path: pathOf(objectId) })).includes(uri))
      throw new NotListed(`identifier URI ${uri}`);
    return { id, outputs: { applicationId: idOfApplication(objectId), identifierUri: uri } };
  },

  update() {
    return Promise.reject(new Error('an identifier URI is never updated: every change of it replaces'));
  },

  async delete(api, id) {
    const { objectId, uri } = parseIdentifierUriId(id);
    const path = pathOf(objectId);
    await api.locked(objectId, async () => {
      const identifierUris = urisOf(await api.get({ path }).catch(asFailure));
      if (!identifierUris.includes(uri))
        throw new Error(`deleting ${id}: could not identify existing identifier URI`);
      await api.patch({ path, body: { identifierUris: identifierUris.filter((one) => one !== uri) } });
    });
  },
};

function urisOf({ identifierUris }: JsonObject): string[] {
  return Array.isArray(identifierUris) ? identifierUris.map(String) : [];
}

function pathOf(objectId: string): string {
  return `/applications/${objectId}`;
}
