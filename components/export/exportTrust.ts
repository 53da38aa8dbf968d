import type { ProfileFacts } from '../diagnose/facts';
import { BACKDATED } from '../idp/entraTimes';
import { checkFusion } from '../idp/ociIamRules';
import type { Authorisation } from '../trust';
import { checkAudience } from '../rules/audience';
import { checkProfileTimes } from '../rules/profile';
import { quote } from '../rules/text';
import type { ExportedApi, ExportedKind, Unexpressed } from './exportedApi';
import { exportProvider } from './exportProvider';

export interface ExportedTrust {
  readonly values: Pick<ExportedApi, 'audience' | 'provider' | 'jwtProfile' | 'accept'>;
  /** Undefined: in a way that the values cannot say. */
  readonly authorisation: Authorisation | undefined;
  readonly notExpressed: readonly Unexpressed[];
}

/** What the JWT profile says of audience, identity provider and times. Issuer and JWKS URL are derived from the provider. */
export function exportTrust(profile: ProfileFacts | null, kind?: ExportedKind): ExportedTrust {
  const object = 'JWT profile';
  const { provider, authorisation, reasons: providerReasons } = exportProvider(profile, kind);
  if (profile === null)
    return {
      values: { provider },
      authorisation,
      notExpressed: [
        { object, reason: 'there is none: set audience and the identity provider yourself, up creates it' },
      ],
    };
  const { audience, description } = profile;
  const fusion = provider.kind === 'oci-iam' ? checkFusion(audience) : [];
  const reasons = [
    ...[...checkAudience(audience, undefined), ...fusion].map(({ summary }) => `its audience ${summary}`),
    ...providerReasons,
    ...(provider.kind === 'entra' && kind === undefined ? [newAudience(audience)] : []),
  ];
  const times = profileTimes(profile, reasons, provider.kind === 'entra' ? BACKDATED : 0);
  const jwtProfile = { ...(description !== null && { description }), ...times };
  return {
    values: {
      audience,
      provider,
      ...(Object.keys(jwtProfile).length > 0 && { jwtProfile }),
      // The clients that there are ask for the fused scopes.
      ...(fusion.length > 0 && { accept: fusion.map(({ code }) => code) }),
    },
    authorisation,
    notExpressed: reasons.map((reason) => ({ object, reason })),
  };
}

/** Of a program that takes nothing over. */
function newAudience(audience: string): string {
  return `its audience ${quote(audience)} is that of an application which --entra would take over; without it up makes another one, with a new client id as the audience`;
}

function profileTimes(
  { allowedSkew, allowedAge }: ProfileFacts,
  reasons: string[],
  backdated: number,
): { allowedSkew?: number; allowedAge?: number } {
  const usable = (time: { allowedSkew?: number; allowedAge?: number }): typeof time => {
    const problems = checkProfileTimes(time, backdated);
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
