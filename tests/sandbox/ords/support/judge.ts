import { defaultSettings, type GatewaySettings } from '../../../../sandbox/ords/settings';
import { parseCompactToken, type JsonObject } from '../../../../sandbox/ords/token/compactToken';
import type { JwtProfile } from '../../../../sandbox/ords/token/profile';
import { judgeToken, type Judgement } from '../../../../sandbox/ords/token/tokenRules';
import { rsaKey, signToken, type SigningKey } from './tokens';

export const NOW = 1_800_000_000;
export const key = rsaKey('k1');
export const other = rsaKey('k2');

export const profile: JwtProfile = {
  issuer: 'https://tenant.example/',
  audience: 'https://api.example/orders',
  jwkUrl: 'https://tenant.example/jwks',
  allowedSkew: null,
  allowedAge: null,
  roleClaimName: null,
};
export const claims = {
  sub: 'client@clients',
  iss: profile.issuer,
  aud: profile.audience,
  iat: NOW - 10,
  exp: NOW + 3600,
  scope: 'orders.read',
};

export interface Variation {
  header?: Record<string, unknown>;
  payload?: Record<string, unknown>;
  profile?: Partial<JwtProfile>;
  settings?: Partial<GatewaySettings>;
  signedBy?: SigningKey;
  keys?: readonly JsonObject[];
}

export function judge(variation: Variation = {}): Judgement {
  const token = signToken(
    variation.signedBy ?? key,
    { alg: 'RS256', kid: 'k1', typ: 'JWT', ...variation.header },
    { ...claims, ...variation.payload },
  );
  return judgeToken(
    parseCompactToken(token),
    { ...profile, ...variation.profile },
    variation.keys ?? [key.jwk, other.jwk],
    { ...defaultSettings(), ...variation.settings },
    NOW,
  );
}

export const reason = (variation: Variation): string => {
  const judgement = judge(variation);
  return judgement.accepted ? 'accepted' : judgement.reason;
};
