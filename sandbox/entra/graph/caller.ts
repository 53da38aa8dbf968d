import type { FastifyInstance } from 'fastify';
import { jwtVerify } from 'jose';
import type { CertifiedKey } from '../../identity/signingKeys';
import { publicKeyResolver } from '../../identity/signingKeys';
import { publicJwkOf } from '../keys/tenantKeys';
import type { TenantContext } from '../tenantContext';
import { invalidToken } from './graphError';

/** Who calls Microsoft Graph, as its token says: a role that is taken away is missing in the next token. */
export interface Caller {
  /** Object id. */
  readonly id: string;
  readonly permissions: readonly string[];
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set before a route of Graph is reached. */
    graphCaller: Caller;
  }
}

const BEARER = /^Bearer +(\S+)$/i;

/** Lets nobody to the routes of this scope without a token for Graph that is still good. */
export function guardGraph(app: FastifyInstance, context: TenantContext): void {
  app.addHook('onRequest', async (request) => {
    request.graphCaller = await callerOf(request.headers.authorization, context);
  });
}

async function callerOf(authorization: string | undefined, context: TenantContext): Promise<Caller> {
  const token = BEARER.exec(authorization ?? '')?.[1];
  if (token === undefined) throw invalidToken('Access token is empty.');
  const { store, keys, clock } = context;
  const { graph, issuerV1 } = store.addresses;
  const known = publicKeyResolver(await keys.all(), (key: CertifiedKey) => ({
    ...publicJwkOf(key, issuerV1),
    alg: 'RS256',
  }));
  const verified = await jwtVerify(token, known, {
    algorithms: ['RS256'],
    issuer: issuerV1,
    requiredClaims: ['exp', 'oid'],
    currentDate: clock(),
  }).catch((error: unknown) => {
    const { code } = error as { code?: string };
    throw invalidToken(
      code === 'ERR_JWT_EXPIRED'
        ? 'Lifetime validation failed, the token is expired.'
        : 'Access token validation failure.',
    );
  });
  const { aud, oid, roles } = verified.payload as { aud?: unknown; oid?: unknown; roles?: unknown };
  if (aud !== graph) throw invalidToken('Access token validation failure. Invalid audience.');
  return { id: String(oid), permissions: Array.isArray(roles) ? roles.map(String) : [] };
}
