import type { ApiSides, JwksFacts, RefusalFacts, TokenFacts } from '../../../../components/diagnose/facts';
import { AUDIENCE, healthyWorld, ISSUER, KEY_ID, NOW, read } from './world';

export const ORDERS_URL = 'https://db.example.com/ords/ordsdemo/orders/';

export interface RefusalOverrides {
  readonly api?: ApiSides;
  readonly form?: TokenFacts['form'];
  readonly header?: Readonly<Record<string, unknown>>;
  /** `undefined` takes a claim away. */
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly signature?: TokenFacts['signature'];
  readonly url?: string;
  readonly status?: number;
  readonly openStatus?: number;
  readonly applicationKeys?: JwksFacts;
}

/** A token of client `backend` for module `orders` with which nothing is wrong, and a call that was refused all the same. */
export function refusal(overrides: RefusalOverrides = {}): RefusalFacts {
  const { api = healthyWorld(), form = 'jwt', url = ORDERS_URL } = overrides;
  const isJwt = form === 'jwt';
  const call = (status: number) =>
    read({
      url,
      method: 'GET',
      status,
      wwwAuthenticate: 'Bearer realm="Oracle REST Data Services", error="invalid_token"',
    });
  return {
    api,
    token: {
      form,
      header: isJwt ? defined({ alg: 'RS256', typ: 'JWT', kid: KEY_ID, ...overrides.header }) : {},
      claims: isJwt ? defined({ ...healthyClaims(), ...overrides.claims }) : {},
      signature: overrides.signature ?? (isJwt ? 'valid' : 'unchecked'),
    },
    url,
    call: call(overrides.status ?? 401),
    openCall: call(overrides.openStatus ?? 401),
    ...(overrides.applicationKeys && { applicationKeys: overrides.applicationKeys }),
    now: NOW,
  };
}

/** As Auth0 writes them for a machine-to-machine client (facts/auth0.md 3.1). */
function healthyClaims(): Record<string, unknown> {
  return {
    iss: ISSUER,
    aud: AUDIENCE,
    sub: 'client-backend@clients',
    azp: 'client-backend',
    iat: NOW - 60,
    exp: NOW + 3540,
    scope: 'orders.read',
    gty: 'client-credentials',
  };
}

function defined(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
