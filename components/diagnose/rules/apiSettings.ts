import { ENABLE_PRINCIPAL } from '../adoptedWords';
import type { ApiFacts } from '../facts';
import type { Finding } from '../finding';
import { finding, shown, shownList } from './build';
import { apiWords, isEntra, isOciIam, requestedScopes } from './providerWords';
import { userPolicyRule } from './userPolicy';
import type { ApiView } from './view';

/** What an API is set to, its scopes and signature aside (facts/oci-iam.md 1.3, 2.2, 3). */
export function apiSettingRules(view: ApiView, api: ApiFacts): Finding[] {
  return [...activeRule(view, api), ...secondaryAudienceRule(view, api), ...userPolicyRule(view, api)];
}

function activeRule(view: ApiView, { active }: ApiFacts): Finding[] {
  if (active !== false) return [];
  return [
    finding('idp.api.inactive', {
      subject: { api: view.manifest.api },
      field: 'active',
      expected: 'active',
      found: isEntra(view) ? 'a service principal that is disabled' : 'not active',
      remedy: isEntra(view)
        ? ENABLE_PRINCIPAL
        : `run pulumi up --refresh, which activates the ${apiWords(view).api}`,
    }),
  ];
}

function secondaryAudienceRule(view: ApiView, { secondaryAudiences = [] }: ApiFacts): Finding[] {
  if (secondaryAudiences.length === 0) return [];
  return [
    finding('idp.api.secondary_audiences', {
      subject: { api: view.manifest.api },
      field: 'secondaryAudiences',
      expected: 'none: the tokens’ aud is a text then',
      found: shownList(secondaryAudiences),
      remedy: 'take them off the resource app: ORDS is reported to refuse tokens whose aud is an array',
    }),
  ];
}

/** Nothing stands between audience and scope when a token is asked for: `ords` and `hr.read` make `ordshr.read`. */
export function fusionRule(view: ApiView): Finding[] {
  const { api, trust, scopes } = view.manifest;
  if (!isOciIam(view) || trust.audience.endsWith('/')) return [];
  return [
    finding('idp.api.audience_fuses', {
      subject: { api },
      field: 'audience',
      expected: 'an audience that ends in a slash',
      found: `${shown(trust.audience)}, so that tokens are asked for with ${requestedScopes(
        view,
        scopes.map(({ name }) => name),
      )}`,
      remedy: `set the audience to ${shown(`${trust.audience}/`)} in the program, or go on asking for tokens like this`,
    }),
  ];
}
