import { changedProperties, type Versions } from '../../framework/properties/diff';
import { fromBody, toBody, type JsonObject } from '../../framework/properties/mapping';
import type { Values } from '../../framework/properties/value';
import { wholeObject } from '../../framework/properties/whole';
import type { OciApi } from '../api';
import { jsonOf } from '../http/client';
import { isNotFound } from '../http/errors';
import type { OciResource } from '../kind';
import { toDefinedTags, withTags } from './definedTags';
import { domainFields } from './domainFields';
import { waitForState } from './waiting';
import { domainOfWorkRequest } from './workRequests';

export const DOMAINS_PATH = '/20160918/domains';
/** What an update can change; the rest of a domain has actions of its own. */
const UPDATED = new Set(['description', 'displayName', 'isHiddenOnLogin', 'definedTags', 'freeformTags']);

/** The outputs in an answer. */
export function domainOutputs(body: JsonObject, prior: Values): Values {
  return withTags(fromBody(domainFields, body, prior), body);
}

function bodyOf(values: Values): JsonObject {
  const body = toBody(domainFields, values);
  return values.definedTags === undefined
    ? body
    : { ...body, definedTags: toDefinedTags(values.definedTags) };
}

async function getDomain(api: OciApi, id: string): Promise<JsonObject> {
  return jsonOf(await api.identity({ method: 'GET', path: `${DOMAINS_PATH}/${id}` }));
}

/** Does something to a domain, waits for its work request, and reads the domain. */
async function act(api: OciApi, id: string, action: string, body: JsonObject = {}): Promise<void> {
  const path = `${DOMAINS_PATH}/${id}/actions/${action}`;
  await domainOfWorkRequest(api, await api.identity({ method: 'POST', path, body }), 'UPDATED');
  await getDomain(api, id);
}

/** An identity domain of a tenancy (facts/oci-iam.md 1.2, 1.6). */
export const domain: OciResource = {
  token: 'oci:Identity/domain:Domain',
  fields: domainFields,

  async create(api, inputs) {
    const answer = await api.identity({ method: 'POST', path: DOMAINS_PATH, body: bodyOf(inputs) });
    return domainOfWorkRequest(api, answer, 'CREATED');
  },

  async settle(api, id, inputs) {
    await getDomain(api, id);
    const active = await waitForState(api.client, { pending: ['CREATING'], target: ['ACTIVE'] }, async () => {
      const value = await getDomain(api, id);
      return { state: String(value.lifecycleState), value };
    });
    if (inputs.state === 'INACTIVE') {
      await act(api, id, 'deactivate');
      return domain.read(api, id, inputs);
    }
    return { id, outputs: domainOutputs(active ?? {}, inputs) };
  },

  async read(api, id, prior) {
    return { id, outputs: domainOutputs(await getDomain(api, id), prior) };
  },

  async update(api, id, versions: Versions) {
    const { state, news } = versions;
    const changed = changedProperties(domainFields, versions);
    if (changed.has('state') && news.state === 'ACTIVE') await act(api, id, 'activate');
    if (changed.has('compartmentId'))
      await act(api, id, 'changeCompartment', { compartmentId: String(news.compartmentId) });
    if (changed.has('licenseType'))
      await act(api, id, 'changeLicenseType', { licenseType: String(news.licenseType) });
    const whole = Object.entries(wholeObject(domainFields, state, news));
    const body = bodyOf(Object.fromEntries(whole.filter(([name]) => UPDATED.has(name))));
    const path = `${DOMAINS_PATH}/${id}`;
    await domainOfWorkRequest(api, await api.identity({ method: 'PUT', path, body }), 'UPDATED');
    if (changed.has('state') && news.state === 'INACTIVE') await act(api, id, 'deactivate');
    return domainOutputs(await getDomain(api, id), news);
  },

  async delete(api, id) {
    const path = `${DOMAINS_PATH}/${id}`;
    await domainOfWorkRequest(api, await api.identity({ method: 'DELETE', path }), 'UPDATED');
    await waitForState(api.client, { pending: [], target: [] }, async () => {
      const call = { method: 'GET', path, afterDeletion: true } as const;
      const answer = await api.identity(call).catch((error: unknown) => {
        if (!isNotFound(error)) throw error;
        return undefined;
      });
      return answer && { state: String(jsonOf(answer).lifecycleState), value: undefined };
    });
  },
};
