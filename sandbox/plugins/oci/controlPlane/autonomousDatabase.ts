import { refuseUnsupported } from '../../framework/properties/allowed';
import { changedProperties } from '../../framework/properties/diff';
import { fromBody, toBody, type JsonObject } from '../../framework/properties/mapping';
import { string } from '../../framework/properties/property';
import { text, type Values } from '../../framework/properties/value';
import { wholeObject } from '../../framework/properties/whole';
import type { OciApi } from '../api';
import { jsonOf } from '../http/client';
import { ObjectGone } from '../http/errors';
import type { OciFunction, OciResource } from '../kind';
import { databaseFields } from './databaseFields';
import { toDefinedTags, withTags } from './definedTags';
import { waitForState, type Path } from './waiting';

export const DATABASES_PATH = '/20160918/autonomousDatabases';

const CREATED: Path = { pending: ['PROVISIONING', 'STARTING'], target: ['AVAILABLE', 'STANDBY'] };
const CHANGING = [
  ...['UNAVAILABLE', 'SCALE_IN_PROGRESS', 'UPDATING', 'MAINTENANCE_IN_PROGRESS', 'RESTARTING'],
  ...['UPGRADING', 'TRANSPORTING'],
];
const UPDATED: Path = { pending: [...CREATED.pending, ...CHANGING], target: CREATED.target };
const STOPPED: Path = { pending: ['STOPPING', 'AVAILABLE'], target: ['STOPPED'] };
const DELETED: Path = { pending: ['TERMINATING', 'UNAVAILABLE'], target: ['TERMINATED'] };
/** Sent before the rest, in a request of its own. */
const SENT_ALONE = 'dbVersion';
/** Changed by actions of their own. */
const BY_ACTION = new Set(['compartmentId', 'state', SENT_ALONE]);

function outputsOf(body: JsonObject, prior: Values): Values {
  return withTags(fromBody(databaseFields, body, prior), body);
}

function bodyOf(values: Values): JsonObject {
  const body = toBody(databaseFields, values);
  return values.definedTags === undefined
    ? body
    : { ...body, definedTags: toDefinedTags(values.definedTags) };
}

async function getDatabase(api: OciApi, id: string): Promise<JsonObject> {
  return jsonOf(await api.database({ method: 'GET', path: `${DATABASES_PATH}/${id}` }));
}

/** Only by the state: a work request that an answer may name is polled on another service (facts/oci-iam.md 1.1). */
async function waitForDatabase(api: OciApi, id: string, path: Path): Promise<JsonObject> {
  const database = await waitForState(api.client, path, async () => {
    const value = await getDatabase(api, id);
    return { state: String(value.lifecycleState), value };
  });
  return database ?? {};
}

async function put(api: OciApi, id: string, body: JsonObject): Promise<void> {
  await api.database({ method: 'PUT', path: `${DATABASES_PATH}/${id}`, body });
}

async function act(
  api: OciApi,
  id: string,
  action: string,
  path: Path,
  body: JsonObject = {},
): Promise<void> {
  await api.database({ method: 'POST', path: `${DATABASES_PATH}/${id}/actions/${action}`, body });
  await waitForDatabase(api, id, path);
}

/** A serverless Autonomous Database (facts/oci-iam.md 1.2, 1.6). */
export const autonomousDatabase: OciResource = {
  token: 'oci:Database/autonomousDatabase:AutonomousDatabase',
  fields: databaseFields,

  async create(api, inputs) {
    refuseUnsupported(databaseFields, inputs);
    const body = { source: 'NONE', ...bodyOf(wholeObject(databaseFields, {}, inputs)) };
    const answer = await api.database({ method: 'POST', path: DATABASES_PATH, body });
    return String(jsonOf(answer).id);
  },

  async settle(api, id, inputs) {
    const database = await waitForDatabase(api, id, CREATED);
    if (inputs.state !== 'STOPPED') return { id, outputs: outputsOf(database, inputs) };
    await act(api, id, 'stop', STOPPED);
    return autonomousDatabase.read(api, id, inputs);
  },

  async read(api, id, prior) {
    const database = await getDatabase(api, id);
    // A terminated database is shown for some time, and is gone for the program.
    if (DELETED.target.includes(String(database.lifecycleState))) throw new ObjectGone(`${id} is terminated`);
    return { id, outputs: outputsOf(database, prior) };
  },

  async update(api, id, versions) {
    const { news } = versions;
    refuseUnsupported(databaseFields, news);
    const changed = changedProperties(databaseFields, versions);
    if (changed.has('state') && news.state === 'AVAILABLE') await act(api, id, 'start', UPDATED);
    if (changed.has('compartmentId')) {
      await act(api, id, 'changeCompartment', UPDATED, { compartmentId: String(news.compartmentId) });
    }
    if (changed.has(SENT_ALONE)) {
      await put(api, id, { dbVersion: String(news.dbVersion) });
      await waitForDatabase(api, id, UPDATED);
    }
    const values: Values = Object.fromEntries(
      Object.entries(news).filter(([name]) => changed.has(name) && !BY_ACTION.has(name)),
    );
    const displayName = text(news.displayName) || text(versions.state.displayName);
    await put(api, id, {
      ...(displayName === '' ? {} : { displayName }),
      ...bodyOf(values),
      // A list that the program no longer sets is emptied.
      ...(changed.has('whitelistedIps') && news.whitelistedIps === undefined ? { whitelistedIps: [] } : {}),
    });
    const database = await waitForDatabase(api, id, UPDATED);
    if (!changed.has('state') || news.state !== 'STOPPED') return outputsOf(database, news);
    await act(api, id, 'stop', STOPPED);
    return outputsOf(await getDatabase(api, id), news);
  },

  async delete(api, id) {
    await api.database({ method: 'DELETE', path: `${DATABASES_PATH}/${id}` });
    await waitForDatabase(api, id, DELETED);
  },
};

/** Reads one database by its OCID. */
export const getAutonomousDatabase: OciFunction = {
  token: 'oci:Database/getAutonomousDatabase:getAutonomousDatabase',
  arguments: { autonomousDatabaseId: string('autonomousDatabaseId', { required: true }) },

  async call(api, { autonomousDatabaseId }) {
    const id = text(autonomousDatabaseId);
    return { ...outputsOf(await getDatabase(api, id), {}), id, autonomousDatabaseId: id };
  },
};
