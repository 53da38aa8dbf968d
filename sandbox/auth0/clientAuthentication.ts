import { createHash, createPublicKey, timingSafeEqual } from 'node:crypto';
import { decodeJwt, jwtVerify } from 'jose';
import type { Client, ClientCredential } from './tenantState';
import type { TenantStore } from './tenantStore';
import { invalidRequest, missingParameter, unauthorized } from './tokenErrors';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

export interface TokenRequest {
  readonly [parameter: string]: string | undefined;
}

/**
 * The client of a token request: Basic header, secret in the body, or private_key_jwt. Auth0 takes either form of
 * the secret whatever the client's own method says. Throws TokenError.
 */
export async function authenticateClient(
  authorization: string | undefined,
  parameters: TokenRequest,
  store: TenantStore,
  now: Date,
): Promise<Client> {
  if (parameters['client_assertion'] !== undefined) {
    return authenticateAssertion(parameters['client_assertion'], parameters, store, now);
  }
  const basic = basicCredentials(authorization);
  const clientId = basic?.clientId ?? parameters['client_id'];
  if (clientId === undefined) throw missingParameter('client_id'); // [?] pattern of facts/auth0.md 3.3
  const client = store.client(clientId);
  const secret = basic?.secret ?? parameters['client_secret'] ?? '';
  const known = client?.client_secret ?? '';
  if (!client || client.client_authentication_methods || !sameText(secret, known)) throw unauthorized();
  if (client.token_endpoint_auth_method === 'none') throw unauthorized(); // [?] a public client has no secret
  return client;
}

function basicCredentials(
  authorization: string | undefined,
): { clientId: string; secret: string } | undefined {
  const encoded = /^Basic +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  if (colon < 0) throw unauthorized();
  return { clientId: formDecoded(pair.slice(0, colon)), secret: formDecoded(pair.slice(colon + 1)) };
}

/** Both halves are form-encoded before base64 (RFC 6749 2.3.1); many clients forget it, so bad escapes stand. */
function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/** Compares in constant time; digests make the lengths equal. */
function sameText(given: string, known: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return known !== '' && timingSafeEqual(digest(given), digest(known));
}

async function authenticateAssertion(
  assertion: string,
  parameters: TokenRequest,
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
