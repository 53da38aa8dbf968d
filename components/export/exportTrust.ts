import { checkAuth0Settings } from '../idp/auth0Rules';
import type { ProfileFacts } from '../diagnose/facts';
import { checkAudience } from '../rules/audience';
import { checkProfileTimes } from '../rules/profile';
import { quote } from '../rules/text';
import type { ExportedApi, Unexpressed } from './exportedApi';

export interface ExportedTrust extends Pick<ExportedApi, 'audience' | 'auth0Domain' | 'jwtProfile'> {
  readonly notExpressed: readonly Unexpressed[];
}

/** What the JWT profile says of audience, tenant and times. Issuer and JWKS URL are derived from the tenant. */
export function exportTrust(profile: ProfileFacts | null): ExportedTrust {
  const object = 'JWT profile';
  if (profile === null)
    return {
      notExpressed: [
        { object, reason: 'there is none: set audience and the tenant yourself, up creates it' },
      ],
    };
  const reasons: string[] = [];
  const { audience, issuer, jwkUrl, description, roleClaim } = profile;
  reasons.push(...checkAudience(audience, undefined).map(({ summary }) => `its audience ${summary}`));
  const auth0Domain = auth0DomainOf(issuer, jwkUrl);
  if (auth0Domain === undefined)
    reasons.push(
      `issuer ${quote(issuer)} and JWKS URL ${quote(jwkUrl)} are not those of an Auth0 tenant; up would write the tenant's`,
    );
  if (roleClaim != null)
    reasons.push(
      `it authorises by the roles in ${quote(roleClaim)}; a ProtectedApi authorises by scope, and up would change it`,
    );
  const times = profileTimes(profile, reasons);
  const jwtProfile = { ...(description !== null && { description }), ...times };
  return {
    audience,
    ...(auth0Domain !== undefined && { auth0Domain }),
    ...(Object.keys(jwtProfile).length > 0 && { jwtProfile }),
    notExpressed: reasons.map((reason) => ({ object, reason })),
  };
}

/** Only an issuer and a JWKS URL that `auth0()` would derive again, byte for byte. */
function auth0DomainOf(issuer: string, jwkUrl: string): string | undefined {
  const domain = /^https:\/\/([^/]+)\/$/.exec(issuer)?.[1];
  if (domain === undefined || jwkUrl !== `https://${domain}/.well-known/jwks.json`) return undefined;
  return checkAuth0Settings({ domain }).some(({ severity }) => severity === 'error') ? undefined : domain;
}

function profileTimes(
  { allowedSkew, allowedAge }: ProfileFacts,
  reasons: string[],
): { allowedSkew?: number; allowedAge?: number } {
  const usable = (time: { allowedSkew?: number; allowedAge?: number }): typeof time => {
    const problems = checkProfileTimes(time);
    reasons.push(
      ...problems.map(({ field, summary, found }) => `${field ?? ''} ${summary}, ${found ?? ''}; left out`),
    );
    return problems.length > 0 ? {} : time;
  };
  return {
    ...(allowedSkew !== null && usable({ allowedSkew })),
    ...(allowedAge !== null && usable({ allowedAge })),
  };
}
