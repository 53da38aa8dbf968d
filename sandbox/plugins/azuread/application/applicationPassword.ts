import { isJsonObject, type JsonObject } from '../../framework/properties/mapping';
import { string, stringMap, type Fields } from '../../framework/properties/property';
import { text, type Values } from '../../framework/properties/value';
import type { GraphApi } from '../graph/api';
import { asFailure, NotListed } from '../graph/errors';
import { applicationId as idOfApplication, objectIdOf, parsePasswordId, passwordId } from '../ids';
import type { AzureadResource } from '../kind';
import { applicationId, notEmpty, rfc3339 } from '../rules';

const replaces = { replaces: true } as const;
const filled = { computed: true, replaces: true } as const;

const fields: Fields = {
  applicationId: string('applicationId', { ...replaces, required: true, rule: applicationId }),
  displayName: string('displayName', filled),
  startDate: string('startDateTime', { ...filled, rule: rfc3339 }),
  endDate: string('endDateTime', { ...filled, rule: rfc3339 }),
  endDateRelative: string('endDateRelative', { ...replaces, writeOnly: true, rule: notEmpty }),
  rotateWhenChanged: stringMap('rotateWhenChanged', { ...replaces, writeOnly: true }),
  keyId: string('keyId', { outputOnly: true }),
  value: string('secretText', { outputOnly: true, secret: true, writeOnly: true }),
};

/** A secret of an application: Microsoft makes it and shows it once. Every change makes another one. */
export const applicationPassword: AzureadResource = {
  token: 'azuread:index/applicationPassword:ApplicationPassword',
  fields,

  checkTogether({ endDate, endDateRelative }) {
    if (endDate === undefined || endDateRelative === undefined) return [];
    return [{ property: 'endDate', reason: "'endDate' conflicts with 'endDateRelative'" }];
  },

  async create(api, inputs) {
    const objectId = objectIdOf(text(inputs.applicationId));
    const path = pathOf(objectId);
    return api.locked(objectId, async () => {
      await api.get({ path });
      const passwordCredential = credentialOf(inputs);
      const made = await api.post({ path: `${path}/addPassword`, body: { passwordCredential } });
      const keyId = String(made.keyId);
      const listed = await api.waitUntilThere(() => find(api, objectId, keyId));
      const outputs = outputsOf(objectId, listed, { ...inputs, value: text(made.secretText as string) });
      return { id: passwordId(objectId, keyId), outputs };
    });
  },

  async read(api, id, prior) {
    const { objectId, keyId } = parsePasswordId(id);
    const credential = await find(api, objectId, keyId);
    if (!credential) throw new NotListed(`password credential ${keyId}`);
    return { id, outputs: outputsOf(objectId, credential, prior) };
  },

  update() {
    return Promise.reject(new Error('a password is never updated: every change of it replaces'));
  },

  async delete(api, id) {
    const { objectId, keyId } = parsePasswordId(id);
    await api.locked(objectId, async () => {
      await api.post({ path: `${pathOf(objectId)}/removePassword`, body: { keyId } }).catch(asFailure);
      await api.waitUntilGone(async () => (await find(api, objectId, keyId)) !== undefined);
    });
  },
};

/** `endDateRelative` is not sent: the official plugin ignores it (facts/entra.md 1.4). */
function credentialOf({ displayName, startDate, endDate }: Values): JsonObject {
  return {
    ...(displayName !== undefined && { displayName: text(displayName) }),
    ...(startDate !== undefined && { startDateTime: text(startDate) }),
    ...(endDate !== undefined && { endDateTime: text(endDate) }),
  };
}

async function find(api: GraphApi, objectId: string, keyId: string): Promise<JsonObject | undefined> {
  const { passwordCredentials } = await api.get({ path: pathOf(objectId) });
  const all = Array.isArray(passwordCredentials) ? passwordCredentials.filter(isJsonObject) : [];
  return all.find((credential) => String(credential.keyId).toLowerCase() === keyId.toLowerCase());
}

function outputsOf(objectId: string, credential: JsonObject, prior: Values): Values {
  const { displayName, keyId, startDateTime, endDateTime } = credential;
  const { endDateRelative, rotateWhenChanged, value } = prior;
  return {
    applicationId: idOfApplication(objectId),
    displayName: typeof displayName === 'string' ? displayName : '',
    startDate: String(startDateTime),
    endDate: String(endDateTime),
    keyId: String(keyId),
    ...(endDateRelative !== undefined && { endDateRelative }),
    ...(rotateWhenChanged !== undefined && { rotateWhenChanged }),
    ...(value !== undefined && { value }),
  };
}

function pathOf(objectId: string): string {
  return `/applications/${objectId}`;
}
