import { ACCEPTED_ALGORITHMS } from '../identityProvider';
import { isUsableKey } from '../jwks';
import { own } from '../view';
import { clientOf, type CallView } from './callView';
import { isAuthorised, lackingScopes } from './tokenRights';

/** What the token in hand proves about the links of the chain: where it fits, a difference elsewhere did not refuse it. */
export interface Evidence {
  readonly issuer: boolean;
  readonly audience: boolean;
  /** The JWKS that ORDS fetches has the token's key, and the signature does not speak against it. */
  readonly keys: boolean;
  readonly algorithm: boolean;
  readonly typ: boolean;
  readonly authorised: boolean;
  /** By every privilege that covers the URL: whether one of several is enough has no source (facts/ords.md 4). */
  readonly authorisedByAll: boolean;
  /** Key of the token's client in the manifest; null: none of them; undefined: the token does not say. */
  readonly client: string | null | undefined;
}

export function evidenceOf(call: CallView): Evidence {
  const { token, profile, key, jwks } = call;
  if (token.form !== 'jwt')
    return {
      issuer: false,
      audience: false,
      keys: false,
      algorithm: false,
      typ: false,
      authorised: false,
      authorisedByAll: false,
      client: undefined,
    };
  const alg = own(token.header, 'alg');
  const typ = own(token.header, 'typ');
  return {
    issuer: own(token.claims, 'iss') === profile.issuer,
    audience: own(token.claims, 'aud') === profile.audience,
    keys: jwks?.outcome === 'keys' && key !== undefined && isUsableKey(key) && token.signature !== 'invalid',
    algorithm: typeof alg === 'string' && ACCEPTED_ALGORITHMS.includes(alg),
    typ: typ === undefined || typ === 'JWT',
    authorised: isAuthorised(call) === true,
    authorisedByAll: isAuthorised(call) === true && lackingScopes(call).length === 0,
    client: clientOf(call),
  };
}
