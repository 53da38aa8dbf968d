import type { ManagementApi } from '../management/api';
import type { CheckFailure } from '../../framework/properties/check';
import { changedProperties, type Versions } from '../../framework/properties/diff';
import { isJsonObject, type JsonObject } from '../../framework/properties/mapping';
import { number, object, string, type Fields } from '../../framework/properties/property';
import { numberBetween, oneOf } from '../../framework/properties/rules';
import { text, type Values } from '../../framework/properties/value';
import type { ResourceKind } from './kind';
import {
  attachKeys,
  credentialsOf,
  detachKeys,
  listKeyIds,
  privateKeyJwtFields,
  readKeys,
} from './privateKeyJwt';

const PATH = 'clients';
const PRIVATE_KEY_JWT = 'private_key_jwt';

/** Not served, and refused by the check: `tlsClientAuth`, `selfSignedTlsClientAuth`, `signedRequestObject`. */
const fields: Fields = {
  clientId: string('client_id', { required: true, replaces: true }),
  authenticationMethod: string('token_endpoint_auth_method', {
    computed: true,
    rule: oneOf('none', 'client_secret_post', 'client_secret_basic', PRIVATE_KEY_JWT),
  }),
  clientSecret: string('client_secret', { computed: true, secret: true }),
  clientSecretWo: string('client_secret', { secret: true, writeOnly: true }),
  clientSecretWoVersion: number('client_secret_wo_version', {
    writeOnly: true,
    rule: numberBetween(1, Number.MAX_SAFE_INTEGER),
  }),
  privateKeyJwt: object(PRIVATE_KEY_JWT, privateKeyJwtFields),
};

/** What an application falls back to when its credentials are no longer managed. */
export function defaultMethod(appType: JsonObject[string]): string {
  if (appType === 'native' || appType === 'spa') return 'none';
  return appType === 'regular_web' || appType === 'non_interactive'
    ? 'client_secret_post'
    : 'client_secret_basic';
}

export function clientCredentialsOutputs(body: JsonObject, keys: Values | undefined, prior: Values): Values {
  const version = prior.clientSecretWoVersion;
  const methods = body.client_authentication_methods;
  const method = isJsonObject(methods) ? Object.keys(methods)[0] : body.token_endpoint_auth_method;
  return {
    clientId: String(body.client_id),
    ...(typeof method === 'string' ? { authenticationMethod: method } : {}),
    // Without the right to read it Auth0 leaves the secret out, and the state holds "" (facts/auth0.md 1.6).
    ...(version === undefined ? { clientSecret: text(body.client_secret as string | undefined) } : {}),
    ...(version === undefined ? {} : { clientSecretWoVersion: version }),
    ...(keys === undefined ? {} : { privateKeyJwt: keys }),
  };
}

/** The PATCHes that set the method and, where it is given, the secret. `changed` limits them to what differs. */
export function secretMethodBodies(news: Values, changed: ReadonlySet<string>): JsonObject[] {
  const written = changed.has('clientSecretWoVersion') ? news.clientSecretWo : undefined;
  const secret = changed.has('clientSecret') ? (news.clientSecret ?? written) : written;
  const setsSecret = typeof secret === 'string' && news.authenticationMethod !== 'none';
  return [
    ...(changed.has('authenticationMethod')
      ? [{ token_endpoint_auth_method: text(news.authenticationMethod) }]
      : []),
    ...(setsSecret ? [{ client_secret: secret }] : []),
  ];
}

async function apply(
  api: ManagementApi,
  id: string,
  news: Values,
  changed: ReadonlySet<string>,
): Promise<void> {
  for (const body of secretMethodBodies(news, changed)) await api.patch([PATH, id], body);
}

/** Between keys and secrets, and from one set of keys to another; the official plugin's order here is unsure. */
async function change(api: ManagementApi, id: string, versions: Versions): Promise<void> {
  const { state, news } = versions;
  const changed = changedProperties(fields, versions);
  if (news.authenticationMethod === PRIVATE_KEY_JWT) {
    if (!changed.has('privateKeyJwt') && !changed.has('authenticationMethod')) return;
    await attachKeys(api, id, credentialsOf(news));
    for (const key of credentialsOf(state)) await api.delete([PATH, id, 'credentials', text(key.id)]);
  } else if (state.authenticationMethod === PRIVATE_KEY_JWT) {
    await detachKeys(api, id, text(news.authenticationMethod), await listKeyIds(api, id));
    await apply(api, id, news, new Set([...changed].filter((name) => name !== 'authenticationMethod')));
  } else {
    await apply(api, id, news, changed);
  }
}

export const clientCredentials: ResourceKind = {
  token: 'auth0:index/clientCredentials:ClientCredentials',
  fields,

  checkTogether(inputs) {
    const failures: CheckFailure[] = [];
    if (inputs.clientSecret !== undefined && inputs.clientSecretWo !== undefined) {
      failures.push({ property: 'clientSecret', reason: "'clientSecret' conflicts with 'clientSecretWo'" });
    }
    if ((inputs.clientSecretWo === undefined) !== (inputs.clientSecretWoVersion === undefined)) {
      const reason = "'clientSecretWo' and 'clientSecretWoVersion' must be given together";
      failures.push({ property: 'clientSecretWoVersion', reason });
    }
    if (inputs.authenticationMethod === PRIVATE_KEY_JWT && inputs.privateKeyJwt === undefined) {
      const reason = "'privateKeyJwt' is required when 'authenticationMethod' is private_key_jwt";
      failures.push({ property: 'privateKeyJwt', reason });
    }
    return failures;
  },

  async create(api, inputs) {
    const id = text(inputs.clientId);
    await api.get([PATH, id], { fields: 'client_id', include_fields: 'true' });
    if (inputs.authenticationMethod === PRIVATE_KEY_JWT) await attachKeys(api, id, credentialsOf(inputs));
    else await apply(api, id, inputs, new Set(Object.keys(inputs)));
    return id;
  },

  async read(api, id, prior) {
    const body = await api.get([PATH, id]);
    const keys = await readKeys(api, id, body.client_authentication_methods, prior);
    return { id, outputs: clientCredentialsOutputs(body, keys, prior) };
  },

  async update(api, id, versions) {
    await api.get([PATH, id], { fields: 'client_id', include_fields: 'true' });
    await change(api, id, versions);
  },

  async delete(api, id) {
    const { app_type: appType } = await api.get([PATH, id], {
      fields: 'client_id,app_type',
      include_fields: 'true',
    });
    const method = defaultMethod(appType);
    const ids = await listKeyIds(api, id);
    if (ids.length === 0) await api.patch([PATH, id], { token_endpoint_auth_method: method });
    else await detachKeys(api, id, method, ids);
  },
};
