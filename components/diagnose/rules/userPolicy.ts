import { userPolicyOf } from '../../idp/auth0UserPolicy';
import type { ApiFacts } from '../facts';
import type { Finding } from '../finding';
import { finding, shown } from './build';
import type { ApiView } from './view';

/** Of Auth0: who gets tokens of the API for people (facts/auth0.md 2.2, 3.2). */
export function userPolicyRule(view: ApiView, { userPolicy }: ApiFacts): Finding[] {
  const { manifest, sameAudience } = view;
  const expected = userPolicyOf([manifest, ...sameAudience].flatMap(({ clients }) => Object.values(clients)));
  if (userPolicy === undefined || userPolicy === expected) return [];
  return [
    finding('idp.api.user_policy', {
      subject: { api: manifest.api },
      field: 'subjectTypeAuthorization.user.policy',
      expected: shown(expected),
      found: shown(userPolicy),
      remedy: `run pulumi up --refresh, which sets it; what other applications need people for belongs under clients, with redirectUris`,
    }),
  ];
}
