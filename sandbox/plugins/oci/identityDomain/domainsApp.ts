import { fromBody } from '../../framework/properties/mapping';
import type { OciResource } from '../kind';
import { appFields } from './appFields';
import { callDomain, createBody, locate, updateBody } from './scim';

const PATH = '/admin/v1/Apps';

/** An app of an identity domain (facts/oci-iam.md 1.2, 1.3). It is never patched, and never deactivated by a delete. */
export const domainsApp: OciResource = {
  token: 'oci:Identity/domainsApp:DomainsApp',
  fields: appFields,

  async create(api, inputs) {
    const body = createBody(appFields, inputs);
    const app = await callDomain(api, inputs, { method: 'POST', path: PATH, body });
    return { id: String(app.id), outputs: fromBody(appFields, app, inputs) };
  },

  async read(api, id, prior) {
    const place = locate('apps', id, prior);
    const app = await callDomain(api, place.prior, { method: 'GET', path: `${PATH}/${place.id}` });
    return { id: String(app.id), outputs: fromBody(appFields, app, place.prior) };
  },

  async update(api, id, { state, news }) {
    const body = updateBody(appFields, id, state, news);
    const app = await callDomain(api, news, { method: 'PUT', path: `${PATH}/${id}`, body });
    return fromBody(appFields, app, news);
  },

  async delete(api, id, state) {
    // Only what an earlier up has put into the state counts.
    const query = state.forceDelete === true ? { forceDelete: ['true'] } : {};
    await callDomain(api, state, { method: 'DELETE', path: `${PATH}/${id}`, query });
  },
};
