import type { FastifyRequest } from 'fastify';
import { createPublicKey } from 'node:crypto';
import { jwtVerify } from 'jose';
import { privateKeyOf } from '../../../identity/signingKeys';
import { hasRequestSignature, verifyRequestSignature } from '../../requestSignature';
import type { DomainContext } from '../domainContext';
import { DOMAIN_ADMINISTRATOR } from '../domainStore';
import { textList } from '../scim/record';
import { adminAudience } from '../tokens/adminScope';

/** Who calls the administration API. */
export interface Caller {
  readonly type: 'User' | 'App';
  readonly id: string;
  readonly display: string;
  readonly isAdministrator: boolean;
}

const BEARER = /^Bearer +(\S+)$/i;

/** By the request's signature or its bearer token; undefined when neither is good. */
export async function callerOf(request: FastifyRequest, context: DomainContext): Promise<Caller | undefined> {
  const { authorization } = request.headers;
  if (hasRequestSignature(request.headers)) return signedCaller(request, context);
  const token = BEARER.exec(authorization ?? '')?.[1];
  return token === undefined ? undefined : bearerCaller(token, context);
}

/** The signature covers the body by its digest, so it is read by then. */
function signedCaller(request: FastifyRequest, { signers, clock }: DomainContext): Caller | undefined {
  const { method, headers, rawBody } = request;
  const verdict = verifyRequestSignature(
    { method, target: request.raw.url ?? '/', headers, body: Buffer.from(rawBody) },
    { publicKey: (keyId) => signers.find(keyId)?.publicKey, now: clock() },
  );
  const user = verdict.valid ? signers.find(verdict.keyId) : undefined;
  if (!user) return undefined;
  const { id, name, isDomainAdministrator } = user;
  return { type: 'User', id, display: name, isAdministrator: isDomainAdministrator };
}

/** Only tokens for the domain itself, which `urn:opc:idm:__myscopes__` gives. */
async function bearerCaller(
  token: string,
  { store, keys, clock }: DomainContext,
): Promise<Caller | undefined> {
  const key = createPublicKey(privateKeyOf(await keys.current()));
  const verified = await jwtVerify(token, key, {
    algorithms: ['RS256'],
    issuer: store.issuer,
    audience: adminAudience(store),
    requiredClaims: ['exp', 'sub'],
    currentDate: clock(),
  }).catch(() => undefined);
  if (!verified) return undefined;
  const payload = verified.payload as Record<string, never>;
  const isUser = payload['sub_type'] === 'user';
  const roles = textList(payload, isUser ? 'userAppRoles' : 'clientAppRoles');
  return {
    type: isUser ? 'User' : 'App',
    id: String(isUser ? payload['user_id'] : payload['client_guid']),
    display: String(isUser ? payload['user_displayname'] : payload['client_name']),
    isAdministrator: roles.includes(DOMAIN_ADMINISTRATOR),
  };
}
