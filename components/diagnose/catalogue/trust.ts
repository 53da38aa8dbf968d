import { type Entry, error, warning } from './entry';

/** Findings about the trust that the values declare, and the JWT profile that has it in ORDS. */
export const TRUST = {
  // The trust that the values declare against the profile in ORDS.
  'trust.issuer.slash': error('issuer', 'the issuers differ by a trailing slash only'),
  'trust.issuer.case': error('issuer', 'the issuers differ by case only'),
  'trust.issuer.whitespace': error('issuer', 'the issuers differ by white space only'),
  'trust.issuer.invisible': error('issuer', 'the issuers differ by an invisible character only'),
  'trust.issuer.port': error('issuer', 'the issuers differ by :443 only'),
  'trust.issuer.host': error('issuer', 'the issuers differ by their host'),
  'trust.issuer.different': error('issuer', 'the profile trusts another issuer'),
  'trust.audience.slash': error('audience', 'the audiences differ by a trailing slash only'),
  'trust.audience.case': error('audience', 'the audiences differ by case only'),
  'trust.audience.whitespace': error('audience', 'the audiences differ by white space only'),
  'trust.audience.invisible': error('audience', 'the audiences differ by an invisible character only'),
  'trust.audience.port': error('audience', 'the audiences differ by :443 only'),
  'trust.audience.host': error('audience', 'the audiences differ by their host'),
  'trust.audience.different': error('audience', 'the profile expects another audience'),
  'trust.jwks_url.slash': error('keys', 'the JWKS URLs differ by a trailing slash only'),
  'trust.jwks_url.case': error('keys', 'the JWKS URLs differ by case only'),
  'trust.jwks_url.whitespace': error('keys', 'the JWKS URLs differ by white space only'),
  'trust.jwks_url.invisible': error('keys', 'the JWKS URLs differ by an invisible character only'),
  'trust.jwks_url.port': warning('keys', 'the JWKS URLs differ by :443 only'),
  'trust.jwks_url.host': error('keys', 'the JWKS URLs differ by their host'),
  'trust.jwks_url.different': error('keys', 'the profile fetches its keys elsewhere'),
  // The JWT profile.
  'ords.profile.missing': error('profile', 'the schema has no JWT profile'),
  'ords.profile.other_schema': error('profile', 'the profile is in another schema than the URL selects'),
  'ords.profile.contested': error('profile', 'more than one API claims the one profile of a schema'),
  'ords.profile.mode': error('profile', 'the profile authorises in another mode than declared'),
  'ords.profile.skew_zero': warning('times', 'the allowed skew is 0: any clock difference refuses tokens'),
  'ords.profile.skew_too_large': error('times', 'the allowed skew is above 60 seconds'),
  'ords.profile.skew': warning('times', 'the allowed skew is not the declared one'),
  'ords.profile.age': warning('times', 'the allowed age is not the declared one'),
  'ords.profile.age_too_small': warning('times', 'the allowed age is shorter than the life of a token'),
  'ords.profile.age_backdated': error('times', 'a fresh token has the whole allowed age behind it already'),
} as const satisfies Readonly<Record<string, Entry>>;
