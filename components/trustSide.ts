import * as pulumi from '@pulumi/pulumi';
import { JwtProfile } from './ords/jwtProfile';
import type { OrdsResourceArgs } from './ords/ordsResource';
import type { PoolTrust } from './ords/poolTrust';
import type { Problem } from './problem';
import type { OrdsArgs } from './protectedApiArgs';
import { quote } from './rules/text';
import type { Authorisation, Trust } from './trust';

/** The trust that an API declares, and where to say what is wrong with it. */
export interface DeclaredTrust {
  readonly issuer: pulumi.Output<string>;
  readonly audience: pulumi.Output<string>;
  readonly jwksUrl: pulumi.Output<string>;
  readonly authorisation: Authorisation;
  /** Throws the errors among them. */
  readonly report: (problems: readonly Problem[]) => void;
}

/** Rules on `ords.trust` that need no call. */
export function checkTrustLevel(
  { trust, jwtProfile }: Pick<OrdsArgs, 'trust' | 'jwtProfile'>,
  audience: pulumi.Input<string> | undefined,
): Problem[] {
  if (trust === undefined) return [];
  const ofPool = trust === 'pool' ? undefined : trust.declaredAudience;
  return [
    ...(jwtProfile === undefined ? [] : [uselessProfile()]),
    ...(typeof audience === 'string' && ofPool !== undefined && ofPool !== audience
      ? [differs('audience', audience, ofPool)]
      : []),
  ];
}

function uselessProfile(): Problem {
  return {
    code: 'ords.trust.jwt_profile',
    severity: 'error',
    field: 'ords.jwtProfile',
    summary: 'has no effect: the pool holds the trust, and no profile of the schema is made',
    expected: 'ords.trust or ords.jwtProfile',
    remedy: 'remove ords.jwtProfile, and set skew and age on the PoolTrust',
  };
}

/**
 * What a module has to wait for before it may be published: the schema's own profile, or the trust of its pool. That of
 * a pool counts only once it is known to be the one that the API declares.
 */
export function provisionTrust(
  name: string,
  args: DeclaredTrust & { readonly ords: OrdsArgs },
  common: OrdsResourceArgs,
  options: pulumi.CustomResourceOptions,
): pulumi.Input<pulumi.Resource>[] {
  const { ords, issuer, audience, jwksUrl, authorisation } = args;
  if (ords.trust === 'pool') return [];
  if (ords.trust !== undefined) return [sameTrust(ords.trust, args)];
  return [
    new JwtProfile(
      `${name}-profile`,
      {
        ...common,
        ...ords.jwtProfile,
        issuer,
        audience,
        jwkUrl: jwksUrl,
        ...(authorisation.mode === 'role' && { roleClaimName: authorisation.roleClaim }),
      },
      options,
    ),
  ];
}

function sameTrust(
  pool: PoolTrust,
  { issuer, audience, jwksUrl, authorisation, report }: DeclaredTrust,
): pulumi.Output<pulumi.Resource> {
  const declared = pulumi.output({ issuer, audience, jwksUrl, authorisation });
  return pulumi.all([declared, pool.trust]).apply(([ofApi, ofPool]) => {
    report(compareTrusts(ofApi, ofPool));
    return pool;
  });
}

/** What the trust of a pool says otherwise than an API in it; ORDS compares byte for byte. */
export function compareTrusts(ofApi: Trust, ofPool: Trust): Problem[] {
  const mode = ({ authorisation }: Trust): string =>
    authorisation.mode === 'scope' ? 'scope mode' : `role mode, claim ${authorisation.roleClaim}`;
  const pairs: [string, string, string][] = [
    ['issuer', ofApi.issuer, ofPool.issuer],
    ['audience', ofApi.audience, ofPool.audience],
    ['jwksUrl', ofApi.jwksUrl, ofPool.jwksUrl],
    ['authorisation', mode(ofApi), mode(ofPool)],
  ];
  return pairs.filter(([, expected, found]) => expected !== found).map((pair) => differs(...pair));
}

function differs(field: string, expected: string, found: string): Problem {
  return {
    code: 'ords.trust.differs',
    severity: 'error',
    field: 'ords.trust',
    summary: `trusts by another ${field} than this API: ORDS would refuse its tokens, or take those of others`,
    found: quote(found),
    expected: quote(expected),
    remedy: `write the same ${field} in both, or leave ords.trust out for a profile of the schema`,
  };
}
