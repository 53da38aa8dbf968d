import type { ManagementApi } from '../management/api';
import {
  fromBody,
  isJsonObject,
  toBody,
  type Json,
  type JsonObject,
} from '../../framework/properties/mapping';
import { boolean, objectSet, string, type Fields } from '../../framework/properties/property';
import { oneOf } from '../../framework/properties/rules';
import { isList, isValues, text, type Values } from '../../framework/properties/value';

const credentialFields: Fields = {
  id: string('id', { outputOnly: true }),
  name: string('name'),
  credentialType: string('credential_type', { required: true, rule: oneOf('public_key') }),
  pem: string('pem', { required: true, writeOnly: true }),
  algorithm: string('alg', { computed: true, rule: oneOf('RS256', 'RS384', 'PS256') }),
  parseExpiryFromCert: boolean('parse_expiry_from_cert', { writeOnly: true }),
  expiresAt: string('expires_at', { computed: true }),
  keyId: string('kid', { outputOnly: true }),
  createdAt: string('created_at', { outputOnly: true }),
  updatedAt: string('updated_at', { outputOnly: true }),
};

export const privateKeyJwtFields: Fields = {
  credentials: objectSet('credentials', credentialFields, { required: true }),
};

const credentialsPath = (clientId: string): string[] => ['clients', clientId, 'credentials'];

/** The keys named by a resource's `privateKeyJwt`. */
export function credentialsOf(values: Values): readonly Values[] {
  const jwt = values.privateKeyJwt;
  const credentials = isValues(jwt) ? jwt.credentials : undefined;
  return isList(credentials) ? credentials.filter(isValues) : [];
}

/** Uploads the keys and makes them the application's way to authenticate (facts/auth0.md 1.6). */
export async function attachKeys(
  api: ManagementApi,
  clientId: string,
  keys: readonly Values[],
): Promise<void> {
  const credentials: JsonObject[] = [];
  for (const key of keys) {
    const created = await api.post(credentialsPath(clientId), toBody(credentialFields, key));
    credentials.push({ id: created.id });
  }
  await api.get(['clients', clientId], { fields: 'client_id,app_type', include_fields: 'true' });
  await api.patch(['clients', clientId], {
    client_authentication_methods: { private_key_jwt: { credentials } },
    token_endpoint_auth_method: null,
  });
}

/** Falls back to `method` and deletes the keys with the given ids. */
export async function detachKeys(
  api: ManagementApi,
  clientId: string,
  method: string,
  ids: readonly string[],
): Promise<void> {
  await api.patch(['clients', clientId], {
    client_authentication_methods: null,
    signed_request_object: null,
    token_endpoint_auth_method: method,
  });
  for (const id of ids) await api.delete([...credentialsPath(clientId), id]);
}

/** The ids of all keys an application has, attached or not. */
export async function listKeyIds(api: ManagementApi, clientId: string): Promise<string[]> {
  const keys = await api.getList(credentialsPath(clientId), { include_totals: 'true', per_page: '50' });
  return keys.filter(isJsonObject).map(({ id }) => String(id));
}

/** The attached keys as the API shows them; their PEM texts come from `prior`, by id or else by place. */
export async function readKeys(
  api: ManagementApi,
  clientId: string,
  methods: Json | undefined,
  prior: Values,
): Promise<Values | undefined> {
  const jwt = isJsonObject(methods) ? methods.private_key_jwt : undefined;
  const attached = isJsonObject(jwt) ? jwt.credentials : undefined;
  if (!Array.isArray(attached)) return undefined;
  const before = credentialsOf(prior);
  const credentials: Values[] = [];
  for (const [index, reference] of (attached as readonly Json[]).filter(isJsonObject).entries()) {
    const id = String(reference.id);
    const body = await api.get([...credentialsPath(clientId), id]);
    const known = before.find((key) => text(key.id) === id) ?? before[index];
    credentials.push(fromBody(credentialFields, body, known));
  }
  return { credentials };
}
