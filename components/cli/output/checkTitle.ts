import type { CheckName } from '../../diagnose/verify/check';

/** What a check asks, as a person would say it. */
export const CHECK_TITLES: Readonly<Record<CheckName, string>> = {
  granted: 'a token with the scope is let in',
  public: 'no token is needed',
  no_token: 'no token is refused',
  garbage_token: 'garbage is refused',
  altered_signature: 'an altered signature is refused',
  other_audience: 'a token for another API is refused',
  missing_scope: 'a token without the scope is refused',
  missing_role: 'a machine, which has no role, is refused',
};
