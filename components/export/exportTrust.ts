import type { ProfileFacts } from '../diagnose/facts';
import { checkFusion } from '../idp/ociIamRules';
import type { Authorisation } from '../trust';
import { checkAudience } from '../rules/audience';
import { checkProfileTimes } from '../rules/profile';
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
  ];
  const times = profileTimes(profile, reasons);
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
