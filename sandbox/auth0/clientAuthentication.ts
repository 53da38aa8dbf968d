import { createPublicKey } from 'node:crypto';
import { decodeJwt, jwtVerify } from 'jose';
import { basicCredentials, sameSecret } from '../identity/clientSecrets';
import type { TokenParameters } from '../identity/tokenParameters';
import type { Client, ClientCredential } from './tenantState';
import type { TenantStore } from './tenantStore';
import { invalidRequest, missingParameter, unauthorized } from './tokenErrors';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/**
 * The client of a token request: Basic header, secret in the body, or private_key_jwt; a public one has none. Auth0 takes either form of
 * the secret whatever the client's own method says. Throws TokenError.
 */
export async function authenticateClient(
  authorization: string | undefined,
  parameters: TokenParameters,
  store: TenantStore,
  now: Date,
  /** Whether an application without a secret may be told by its id alone. */
  admitsPublic: boolean,
): Promise<Client> {
  if (parameters['client_assertion'] !== undefined) {
    return authenticateAssertion(parameters['client_assertion'], parameters, store, now);
  }
  const basic = basicCredentials(authorization);
  if (basic === null) throw unauthorized();
  const clientId = basic?.clientId ?? parameters['client_id'];
  if (clientId === undefined) throw missingParameter('client_id'); // [?] pattern of facts/auth0.md 3.3
  const client = store.client(clientId);
  if (client?.token_endpoint_auth_method === 'none' && admitsPublic) return client;
  const secret = basic?.secret ?? parameters['client_secret'] ?? '';
  const known = client?.client_secret ?? '';
  if (!client || client.client_authentication_methods || !sameSecret(secret, known)) throw unauthorized();
  if (client.token_endpoint_auth_method === 'none') throw unauthorized(); // [?] it cannot call for itself
  return client;
}

async function authenticateAssertion(
  assertion: string,
  parameters: TokenParameters,
  store: TenantStore,
  now: Date,
): Promise<Client> {
  if (parameters['client_assertion_type'] !== ASSERTION_TYPE) {
    throw invalidRequest(`client_assertion_type must be ${ASSERTION_TYPE}`);
  }
  const client = store.client(subjectOf(assertion));
  const used = client?.client_authentication_methods?.private_key_jwt.credentials.map(({ id }) => id) ?? [];
  if (!client) throw unauthorized();
  for (const credential of store.credentialsOf(client.client_id)) {
    if (!used.includes(credential.record.id)) continue;
    if (await verifies(assertion, credential, store, now)) return client;
  }
  throw unauthorized();
}

function subjectOf(assertion: string): string {
  try {
    return decodeJwt(assertion).sub ?? '';
  } catch {
    throw unauthorized();
  }
}

/** [?] accepted audiences: the issuer and the token endpoint. */
async function verifies(
  assertion: string,
  { clientId, pem, record }: ClientCredential,
  store: TenantStore,
  now: Date,
): Promise<boolean> {
  if (record.expires_at !== undefined && Date.parse(record.expires_at) <= now.getTime()) return false;
  return jwtVerify(assertion, createPublicKey(pem), {
    algorithms: [record.alg],
    issuer: clientId,
    subject: clientId,
    audience: [store.issuer, `${store.issuer}oauth/token`],
    requiredClaims: ['exp'],
    currentDate: now,
  }).then(
    () => true,
    () => false,
  );
}
