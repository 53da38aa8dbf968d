import type { FastifyRequest } from 'fastify';
import { hasRequestSignature, verifyRequestSignature } from '../../requestSignature';
import type { DomainContext } from '../domainContext';
import { DOMAIN_ADMINISTRATOR } from '../domainStore';
import { text, textList } from '../scim/record';
import { ADMIN_SCOPE, adminAudience } from '../tokens/adminScope';
import { verifiedAccessToken } from '../tokens/verifiedToken';

/** Who calls the administration API. */
export interface Caller {
  readonly type: 'User' | 'App';
  readonly id: string;
  readonly display: string;
  /** Without it nothing of the administration API is shown: secrets of clients are among its answers. */
  readonly mayRead: boolean;
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
  // Every right in the tenancy includes "read domains in tenancy" (facts/oci-iam.md 1.5).
  return { type: 'User', id, display: name, mayRead: true, isAdministrator: isDomainAdministrator };
}

/** Only tokens for the domain itself, which `urn:opc:idm:__myscopes__` gives. */
async function bearerCaller(token: string, context: DomainContext): Promise<Caller | undefined> {
  const { store } = context;
  const payload = await verifiedAccessToken(token, context, adminAudience(store));
  if (!payload || !(text(payload, 'scope') ?? '').split(' ').includes(ADMIN_SCOPE)) return undefined;
  const isUser = payload['sub_type'] === 'user';
  const roles = textList(payload, isUser ? 'userAppRoles' : 'clientAppRoles');
  return {
    type: isUser ? 'User' : 'App',
    id: String(isUser ? payload['user_id'] : payload['client_guid']),
    display: String(isUser ? payload['user_displayname'] : payload['client_name']),
    // [?] which roles may read what: here each of the domain's own reads everything.
    mayRead: store.state.appRoles.some(({ displayName }) => roles.includes(displayName)),
    isAdministrator: roles.includes(DOMAIN_ADMINISTRATOR),
  };
}
