import { difference, differencePhrase, type Difference } from '../differences';
import type { ProfileFacts } from '../facts';
import type { Finding } from '../finding';
import { fetchesTheSame } from './address';
import { finding, shown } from './build';
import { isEntra, isOciIam } from './providerWords';
import { valueOf, type ApiView } from './view';

const FIELDS = {
  issuer: { profile: 'issuer', what: 'issuers', setting: 'the identity provider’s settings' },
  audience: { profile: 'audience', what: 'audiences', setting: 'audience' },
  jwks_url: { profile: 'jwkUrl', what: 'JWKS URLs', setting: 'the identity provider’s settings' },
} as const;
type TrustField = keyof typeof FIELDS;

/** The trust that the values declare against the profile that is in force. */
export function trustRules(view: ApiView, profile: ProfileFacts): Finding[] {
  return (Object.keys(FIELDS) as TrustField[]).flatMap((field) => compareField(view, profile, field));
}

/** Whether the profile is what a manifest declares. */
export function trusts(profile: ProfileFacts, trust: ApiView['manifest']['trust']): boolean {
  return (
    profile.issuer === trust.issuer && profile.audience === trust.audience && profile.jwkUrl === trust.jwksUrl
  );
}

function compareField(view: ApiView, profile: ProfileFacts, field: TrustField): Finding[] {
  const { trust, ords } = view.manifest;
  const { profile: column, what, setting } = FIELDS[field];
  const declared = { issuer: trust.issuer, audience: trust.audience, jwks_url: trust.jwksUrl }[field];
  const live = profile[column];
  const kind = difference(declared, live);
  if (kind === 'equal') return [];
  // A domain gives its own address in several forms, which all lead to its keys (facts/oci-iam.md 3).
  if (field === 'jwks_url' && isOciIam(view) && fetchesTheSame(declared, live)) return [];
  const confirmed = providersValue(view, field) === live;
  return [
    finding(`trust.${field}.${kind}`, {
      subject: view.subject('profile', ords.schema),
      field,
      summary:
        isEntra(view) && field === 'audience' && live === `api://${declared}`
          ? 'the profile expects the identifier URI of the API, and tokens of version 2 carry its client id'
          : summary(what, kind),
      expected: shown(declared),
      found: shown(live),
      remedy: confirmed
        ? `the identity provider agrees with ORDS: change ${setting} in the program so that it yields ${shown(live)}, then run pulumi up`
        : `run pulumi up --refresh, which writes ${shown(declared)} into the JWT profile of schema ${shown(ords.schema)}`,
      // Host names do not know case, so the same keys are fetched (RFC 3986 3.2.2).
      ...(field === 'jwks_url' && sameUrl(declared, live) && { severity: 'warning' as const }),
    }),
  ];
}

function summary(what: string, kind: Difference): string {
  return kind === 'different'
    ? `the ${what} of the program and of the JWT profile differ`
    : `the ${what} of the program and of the JWT profile differ ${differencePhrase(kind)}`;
}

/** What the identity provider itself says; undefined where that was not read or says nothing about the field. */
function providersValue({ sides }: ApiView, field: TrustField): string | undefined {
  const discovery = valueOf(sides.identityProvider.discovery);
  if (field === 'issuer') return discovery?.issuer;
  return field === 'jwks_url' ? discovery?.jwksUri : undefined;
}

function sameUrl(left: string, right: string): boolean {
  return URL.canParse(left) && URL.canParse(right) && new URL(left).href === new URL(right).href;
}
