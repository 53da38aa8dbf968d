/** Why a token was refused. For the log only: to the caller every refusal looks alike (facts/ords.md 13). */
export type TokenRefusal =
  | 'no_token'
  | 'no_profile'
  | 'profiles_disabled'
  | 'empty_token'
  | 'malformed_token'
  | 'encrypted_token'
  | 'algorithm_not_allowed'
  | 'critical_header_not_understood'
  | 'key_id_missing'
  | 'type_not_jwt'
  | 'jwks_unavailable'
  | 'jwks_url_not_allowed'
  | 'key_unknown'
  | 'key_not_usable'
  | 'key_size_not_allowed'
  | 'certificate_thumbprint_differs'
  | 'signature_invalid'
  | 'claim_missing'
  | 'claim_has_wrong_type'
  | 'issuer_differs'
  | 'audience_differs'
  | 'audience_is_array'
  | 'expired'
  | 'not_yet_valid'
  | 'issued_in_the_future'
  | 'too_old'
  | 'role_claim_missing'
  | 'role_claim_not_array'
  | 'role_claim_empty';

/** A good token that does not authorise this request. */
export type AuthorisationRefusal = 'scope_missing' | 'role_missing';

export class TokenRefused extends Error {
  constructor(
    readonly reason: TokenRefusal,
    /** Names a claim or a JWKS URL, never a token or a value of one. */
    detail?: string,
  ) {
    super(detail === undefined ? reason : `${reason}: ${detail}`);
    this.name = 'TokenRefused';
  }
}
