import { isPoolTrusted } from '../../../manifest';
import type { JwksFacts, KeyFacts, RefusalFacts, TokenFacts } from '../../facts';
import { fetchesTheSame } from '../address';
import { own, valueOf, type ApiView } from '../view';
import { locate, type Place } from './place';

/** What ORDS judges a token by: the profile in the schema, or the declared trust where that could not be read. */
export interface ProfileInForce {
  readonly issuer: string;
  readonly audience: string;
  readonly jwkUrl: string;
  readonly allowedSkew: number | null;
  readonly allowedAge: number | null;
  /** Null: scope mode. */
  readonly roleClaim: string | null;
}

/** One call with its token, as the rules look at it. */
export interface CallView {
  readonly view: ApiView;
  readonly facts: RefusalFacts;
  readonly token: TokenFacts;
  readonly place: Place;
  readonly profile: ProfileInForce;
  /** The key set that ORDS fetches; undefined: not read. */
  readonly jwks: JwksFacts | undefined;
  /** The key of that set that the token names. */
  readonly key: KeyFacts | undefined;
}

export function callView(view: ApiView, facts: RefusalFacts): CallView {
  const profile = profileInForce(view);
  const jwks = (valueOf(view.sides.identityProvider.jwks) ?? []).find(({ url }) =>
    fetchesTheSame(url, profile.jwkUrl),
  );
  const kid = textClaim(facts.token.header, 'kid');
  return {
    view,
    facts,
    token: facts.token,
    place: locate(view, facts.url),
    profile,
    jwks,
    key: kid === undefined ? undefined : jwks?.keys.find((key) => key.kid === kid),
  };
}

function profileInForce({ manifest, schema }: ApiView): ProfileInForce {
  const { trust, ords } = manifest;
  const declaredClaim = trust.authorisation.mode === 'role' ? trust.authorisation.roleClaim : null;
  // The settings of a pool cannot be read from the database: what is declared has to stand for them.
  const live = isPoolTrusted(manifest) ? undefined : schema?.profile;
  if (!live)
    return {
      issuer: trust.issuer,
      audience: trust.audience,
      jwkUrl: trust.jwksUrl,
      ...ords.jwtProfile,
      roleClaim: declaredClaim,
    };
  return { ...live, roleClaim: live.roleClaim === undefined ? declaredClaim : live.roleClaim };
}

/** A member that is a text and not empty. */
export function textClaim(claims: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = own(claims, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The call was made again, and answered. */
export function isAnswered({ facts }: CallView): boolean {
  const status = valueOf(facts.call)?.status ?? 0;
  return status >= 200 && status < 300;
}

/**
 * Key of the token's client in the manifest; null: none of them; undefined: the token does not say.
 *
 * Auth0 and OCI IAM write the client into `azp` or `client_id`, or into `sub` with a suffix (facts/auth0.md 3.1), Entra into `azp`, in version
 * 1 into `appid` (facts/entra.md 2.2).
 */
export function clientOf({ view, token }: CallView): string | null | undefined {
  const { claims } = token;
  const id =
    textClaim(claims, 'azp') ??
    textClaim(claims, 'client_id') ??
    textClaim(claims, 'appid') ??
    textClaim(claims, 'sub')?.replace(/@clients$/, '');
  if (id === undefined) return undefined;
  const known = Object.entries(view.manifest.clients).find(([, { clientId }]) => clientId === id);
  return known?.[0] ?? null;
}
