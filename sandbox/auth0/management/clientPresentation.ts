import { createPrivateKey, randomBytes } from 'node:crypto';
import { PemConverter, X509Certificate, X509Certificates } from '@peculiar/x509';
import { inOrder, type JsonObject } from '../../identity/json';
import { ManagementError } from '../managementErrors';
import type { Client, SigningKey } from '../tenantState';
import type { TenantStore } from '../tenantStore';
import { fieldsOf, includesFields, type Query } from './listing';

const TENANT_NAME = 'ords-sandbox';

/** Order of the members on the wire (facts/auth0.md 2.4); [?] the place of `description`. */
const CLIENT_ORDER: readonly string[] = [
  ...['tenant', 'global', 'is_token_endpoint_ip_header_trusted', 'name', 'description', 'allowed_clients'],
  ...['callbacks', 'client_metadata', 'cross_origin_authentication', 'is_first_party', 'native_social_login'],
  ...['oidc_conformant', 'refresh_token', 'sso_disabled', 'cross_origin_auth', 'encrypted', 'signing_keys'],
  ...['client_id', 'callback_url_template', 'client_secret', 'jwt_configuration', 'client_aliases'],
  ...['token_endpoint_auth_method', 'app_type', 'grant_types', 'custom_login_page_on'],
];
const JWT_CONFIGURATION_ORDER = ['alg', 'lifetime_in_seconds', 'secret_encoded'];

/** Without one of READ_KEYS these are left out of every answer. */
const KEY_MEMBERS = ['client_secret', 'signing_keys', 'client_authentication_methods', 'encryption_key'];
const READ_KEYS = ['read:client_keys', 'read:client_credentials'];

export type Moment = 'created' | 'read' | 'listed';

/** A client as the Management API shows it to a token with these scopes. */
export function presentClient(
  client: Client,
  store: TenantStore,
  scopes: ReadonlySet<string>,
  moment: Moment,
): JsonObject {
  const shown: JsonObject = {
    ...client,
    tenant: TENANT_NAME,
    signing_keys: signingKeys(store.currentKey, store.domain, moment),
    jwt_configuration: inOrder(client.jwt_configuration, JWT_CONFIGURATION_ORDER),
  };
  if (moment === 'created') shown.encrypted = true;
  if (client.client_authentication_methods) {
    delete shown.client_secret;
    delete shown.token_endpoint_auth_method;
  }
  if (!mayReadKeys(scopes)) for (const key of KEY_MEMBERS) delete shown[key];
  return inOrder(shown, CLIENT_ORDER);
}

/** Throws the 403 of a token that names a key member in `fields` without the right to see it. */
export function checkFieldRights(query: Query, scopes: ReadonlySet<string>): void {
  if (!includesFields(query) || mayReadKeys(scopes)) return;
  const refused = fieldsOf(query).filter((field) => KEY_MEMBERS.includes(field));
  if (refused.length > 0) {
    throw new ManagementError(403, `You cannot read the following fields: ${refused.join(', ')}`);
  }
}

function mayReadKeys(scopes: ReadonlySet<string>): boolean {
  return READ_KEYS.some((scope) => scopes.has(scope));
}

/**
 * The tenant's certificate in the three forms that clients carry. [?] The recorded create has a `key` too and says
 * `encrypted`: here it is encrypted under a passphrase that nobody keeps, so that no answer gives the key away.
 */
function signingKeys(key: SigningKey, domain: string, moment: Moment): JsonObject[] {
  const pkcs7 = new X509Certificates([new X509Certificate(key.certificate)]).export('raw');
  return [
    {
      cert: key.certificate,
      ...(moment === 'created' ? { key: encryptedKey(key) } : {}),
      pkcs7: PemConverter.encode(pkcs7, 'PKCS7') + '\n',
      subject: moment === 'listed' ? 'deprecated' : `/CN=${domain}`,
    },
  ];
}

function encryptedKey(key: SigningKey): string {
  return createPrivateKey({ key: key.privateJwk, format: 'jwk' })
    .export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: randomBytes(32).toString('hex'),
    })
    .toString();
}
