import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { calculateJwkThumbprint } from 'jose';
import { newCredentialId } from '../identifiers';
import type { JsonObject } from '../../identity/json';
import { clientMissing, credentialMissing, validationError } from '../managementErrors';
import type { ClientCredential } from '../tenantState';
import { PAGE_PARAMETERS, querySchema } from './listing';
import { BY_ID, type ById, type RouteContext } from './routeContext';

interface NewCredential {
  name?: string;
  credential_type: 'public_key';
  pem: string;
  alg?: string;
  expires_at?: string;
  parse_expiry_from_cert?: boolean;
}
type ByCredential = ById & { credentialId: string };

const EXPIRES_AT = {
  type: 'string',
  pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)$',
};
const CREATE = {
  type: 'object',
  additionalProperties: false,
  required: ['credential_type', 'pem'],
  properties: {
    name: { type: 'string', maxLength: 128 },
    credential_type: { type: 'string', enum: ['public_key'] },
    pem: { type: 'string', minLength: 1 },
    alg: { type: 'string', enum: ['RS256', 'RS384', 'PS256'] },
    expires_at: EXPIRES_AT,
    parse_expiry_from_cert: { type: 'boolean' },
  },
};
const UPDATE = {
  type: 'object',
  additionalProperties: false,
  required: ['expires_at'],
  properties: { expires_at: { ...EXPIRES_AT, type: ['string', 'null'] } },
};

/** `/api/v2/clients/{id}/credentials`: public keys for private_key_jwt (facts/auth0.md 2.4). */
export function registerCredentials(app: FastifyInstance, { store, clock }: RouteContext): void {
  const ofClient = (clientId: string): ClientCredential[] => {
    if (!store.client(clientId)) throw clientMissing();
    return store.credentialsOf(clientId);
  };
  const find = ({ id, credentialId }: ByCredential): ClientCredential => {
    const credential = ofClient(id).find(({ record }) => record.id === credentialId);
    if (!credential) throw credentialMissing();
    return credential;
  };

  app.post<{ Params: ById; Body: NewCredential }>(
    '/clients/:id/credentials',
    { config: { scopes: ['create:client_credentials'] }, schema: { params: BY_ID, body: CREATE } },
    async (request, reply) => {
      ofClient(request.params.id);
      const credential = await newCredential(request.params.id, request.body, clock());
      store.state.credentials.push(credential);
      store.changed();
      return reply.code(201).send(credential.record);
    },
  );

  app.get<{ Params: ById }>(
    '/clients/:id/credentials',
    {
      config: { scopes: ['read:client_credentials'] },
      schema: { params: BY_ID, querystring: querySchema(PAGE_PARAMETERS) },
    },
    // A bare array whatever include_totals says, newest first.
    (request) =>
      ofClient(request.params.id)
        .map(({ record }) => record)
        .reverse(),
  );

  app.get<{ Params: ByCredential }>(
    '/clients/:id/credentials/:credentialId',
    { config: { scopes: ['read:client_credentials'] }, schema: { params: BY_ID } },
    (request) => find(request.params).record,
  );

  app.patch<{ Params: ByCredential; Body: { expires_at: string | null } }>(
    '/clients/:id/credentials/:credentialId',
    { config: { scopes: ['update:client_credentials'] }, schema: { params: BY_ID, body: UPDATE } },
    (request) => {
      const { record } = find(request.params);
      if (request.body.expires_at === null) delete record.expires_at;
      else record.expires_at = new Date(request.body.expires_at).toISOString();
      record.updated_at = clock().toISOString();
      store.changed();
      return record;
    },
  );

  app.delete<{ Params: ByCredential }>(
    '/clients/:id/credentials/:credentialId',
    { config: { scopes: ['delete:client_credentials'] }, schema: { params: BY_ID } },
    (request, reply) => {
      const { id, credentialId } = request.params;
      const used = store.client(id)?.client_authentication_methods?.private_key_jwt.credentials ?? [];
      if (used.some((credential) => credential.id === credentialId)) {
        throw validationError('The credential is in use by the client'); // [?] rule and wording
      }
      store.state.credentials = store.state.credentials.filter(
        (other) => other.clientId !== id || other.record.id !== credentialId,
      );
      store.changed();
      return reply.code(204).send();
    },
  );
}

async function newCredential(clientId: string, sent: NewCredential, now: Date): Promise<ClientCredential> {
  const certificate = sent.pem.includes('BEGIN CERTIFICATE') ? readCertificate(sent.pem) : undefined;
  const key = certificate?.publicKey ?? readPublicKey(sent.pem);
  if (key.asymmetricKeyType !== 'rsa') throw validationError('The credential is not an RSA public key');
  const fromCertificate = sent.parse_expiry_from_cert ? certificate?.validTo : undefined;
  const expiry = sent.expires_at ?? fromCertificate;
  return {
    clientId,
    pem: key.export({ type: 'spki', format: 'pem' }).toString(),
    record: {
      id: newCredentialId(),
      credential_type: sent.credential_type,
      kid: await calculateJwkThumbprint(key.export({ format: 'jwk' }) as { kty: string }),
      alg: sent.alg ?? 'RS256',
      ...(sent.name === undefined ? {} : { name: sent.name }),
      created_at: now.toISOString(),
      updated_at: now.toISOString(),
      ...(expiry === undefined ? {} : { expires_at: new Date(expiry).toISOString() }),
    } satisfies JsonObject,
  };
}

function readCertificate(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch {
    throw validationError('The credential is not a PEM certificate'); // [?] wording
  }
}

function readPublicKey(pem: string): KeyObject {
  // createPublicKey would derive a public key from a private one, which nobody should have sent.
  if (pem.includes('PRIVATE KEY')) throw validationError('The credential is a private key');
  try {
    return createPublicKey(pem);
  } catch {
    throw validationError('The credential is not a PEM public key'); // [?] wording
  }
}
