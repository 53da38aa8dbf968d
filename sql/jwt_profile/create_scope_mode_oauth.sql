-- Releases without ORDS_SECURITY (facts/ords.md 1); a role claim they do not have.
oauth.create_jwt_profile(
  p_issuer => :issuer, p_audience => :audience, p_jwk_url => :jwk_url, p_description => v_written,
  p_allowed_skew => :allowed_skew, p_allowed_age => :allowed_age);
