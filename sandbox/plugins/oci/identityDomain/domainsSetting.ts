import { fromBody } from '../../framework/properties/mapping';
import { text, type Values } from '../../framework/properties/value';
import type { OciFunction, OciResource } from '../kind';
import { callDomain, createBody, locate, updateBody } from './scim';
import { settingArguments, settingFields, settingResults } from './settingFields';

const settingPath = (id: string): string => `/admin/v1/Settings/${id}`;
/** What a domain without a period of its own is set to by an update (facts/oci-iam.md 1.5). */
const NO_RETENTION_PERIOD = 0;

/**
 * The one settings object of an identity domain, replaced by every create and update. Deleting it does nothing: what
 * the stack opened stays open (facts/oci-iam.md 1.5).
 */
export const domainsSetting: OciResource = {
  token: 'oci:Identity/domainsSetting:DomainsSetting',
  fields: settingFields,

  async create(api, inputs) {
    const body = createBody(settingFields, inputs);
    const path = settingPath(text(inputs.settingId));
    const setting = await callDomain(api, inputs, { method: 'PUT', path, body });
    return { id: String(setting.id), outputs: fromBody(settingFields, setting, inputs) };
  },

  async read(api, id, prior) {
    const place = locate('settings', id, prior);
    const known: Values = { settingId: place.id, ...place.prior };
    const setting = await callDomain(api, known, { method: 'GET', path: settingPath(place.id) });
    return { id: String(setting.id), outputs: fromBody(settingFields, setting, known) };
  },

  async update(api, id, { state, news }) {
    const body = {
      auditEventRetentionPeriod: NO_RETENTION_PERIOD,
      ...updateBody(settingFields, id, state, news),
    };
    const setting = await callDomain(api, news, { method: 'PUT', path: settingPath(id), body });
    return fromBody(settingFields, setting, news);
  },

  delete() {
    return Promise.resolve();
  },
};

/** Reads the settings of a domain. */
export const getDomainsSetting: OciFunction = {
  token: 'oci:Identity/getDomainsSetting:getDomainsSetting',
  arguments: settingArguments,

  async call(api, values) {
    const path = settingPath(text(values.settingId));
    const setting = await callDomain(api, values, { method: 'GET', path });
    const {
      identityDomainsSettingId: _,
      certificateValidation: __,
      ...results
    } = fromBody(settingResults, setting, values);
    return results;
  },
};
