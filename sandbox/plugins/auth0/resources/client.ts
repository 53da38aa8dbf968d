import { changedProperties, type Versions } from '../../framework/properties/diff';
import { fromBody, inUpdate, toBody, type JsonObject } from '../../framework/properties/mapping';
import { isValues, type Values } from '../../framework/properties/value';
import { clientFields } from './clientFields';
import type { ResourceKind } from './kind';

const PATH = 'clients';

/** The create body; the application's type decides how it authenticates (facts/auth0.md 1.6). */
export function clientCreate(inputs: Values): JsonObject {
  const method = authenticationMethod(inputs);
  return {
    ...toBody(clientFields, withoutDisabledOrganization(inputs)),
    ...(method === undefined ? {} : { token_endpoint_auth_method: method }),
  };
}

function authenticationMethod(inputs: Values): string | undefined {
  switch (inputs.appType) {
    case 'native':
    case 'spa':
      return 'none';
    case 'regular_web':
    case 'non_interactive':
      return 'client_secret_post';
    default:
      return inputs.isTokenEndpointIpHeaderTrusted === undefined ? undefined : 'client_secret_post';
  }
}

/** Bodies of an update: the `null`s for a removed default organization, then every configured property. */
export function clientUpdate(versions: Versions): JsonObject[] {
  const changed = changedProperties(clientFields, versions);
  const inputs = withoutDisabledOrganization(versions.news);
  const cleared = changed.has('defaultOrganization') && inputs.defaultOrganization === undefined;
  const body = toBody(clientFields, inputs, inUpdate(changed));
  const metadata = changed.has('clientMetadata')
    ? { client_metadata: metadataChange(versions.state.clientMetadata, inputs.clientMetadata) }
    : {};
  return [...(cleared ? [{ default_organization: null }] : []), { ...body, ...metadata }];
}

/** Auth0 merges metadata: a key that is gone must be sent as `null`. */
function metadataChange(state: Values[string], news: Values[string]): JsonObject {
  const removed = Object.keys(isValues(state) ? state : {}).map((key) => [key, null] as const);
  return { ...Object.fromEntries(removed), ...(isValues(news) ? (news as JsonObject) : {}) };
}

function withoutDisabledOrganization(inputs: Values): Values {
  const { defaultOrganization, ...rest } = inputs;
  const disabled = isValues(defaultOrganization) && defaultOrganization.disable === true;
  return disabled || defaultOrganization === undefined ? rest : inputs;
}

export const client: ResourceKind = {
  token: 'auth0:index/client:Client',
  fields: clientFields,
  defaults: { description: 'Managed by Pulumi' },
  autoName: { property: 'name', maxLength: 255 },

  async create(api, inputs) {
    const created = await api.post([PATH], clientCreate(inputs));
    await api.pause(api.waits.afterClientCreate);
    return String(created.client_id);
  },

  async read(api, id, prior) {
    const body = await api.get([PATH, id]);
    return { id: String(body.client_id), outputs: fromBody(clientFields, body, prior) };
  },

  async update(api, id, versions) {
    for (const body of clientUpdate(versions)) await api.patch([PATH, id], body);
    await api.pause(api.waits.afterClientUpdate);
  },

  async delete(api, id) {
    await api.delete([PATH, id]);
  },
};
