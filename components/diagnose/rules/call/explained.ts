import type { FindingCode } from '../../catalogue';
import type { Finding } from '../../finding';
import { fetchesTheSame } from '../address';
import { isEntra } from '../providerWords';
import { valueOf } from '../view';
import { textClaim, type CallView } from './callView';
import { isForApi, isOldTokenOfOther } from './entraToken';
import { scopesOf } from './tokenRights';

/** What of the token's own faults a difference between the sides already explains: the cause is named, not its symptom. */
export function explained(call: CallView, compared: readonly Finding[], fault: Finding): boolean {
  const { view, token, place } = call;
  const { trust } = view.manifest;
  const hasError = (test: (code: FindingCode) => boolean): boolean =>
    compared.some(({ code, severity }) => severity === 'error' && test(code));
  switch (fault.code) {
    case 'token.issuer':
      return (
        hasError((code) => code === 'idp.api.token_version') ||
        isOldTokenOfOther(call) ||
        (token.claims.iss === trust.issuer && hasError((code) => code.startsWith('trust.issuer.')))
      );
    case 'token.audience':
      return (
        (hasError((code) => code === 'idp.api.token_version') && isForApi(call)) ||
        (token.claims.aud === trust.audience && hasError((code) => code.startsWith('trust.audience.')))
      );
    case 'token.typ':
      return hasError((code) => code === 'idp.token_dialect');
    case 'token.algorithm':
      return hasError((code) => code === 'idp.signing_algorithm');
    case 'token.kid_unknown':
      return (
        hasError((code) => code === 'idp.api.own_key') ||
        (hasError((code) => code.startsWith('trust.jwks_url.')) && declaredKeysFit(call))
      );
    case 'token.too_old':
      return hasError((code) => code === 'ords.profile.age_backdated');
    case 'token.scope_missing':
    case 'token.scope':
      return (
        hasError((code) => code === 'ords.profile.mode') ||
        hasError((code) => /^idp\.(scope\.missing|grant\.)/.test(code)) ||
        (place.declaredScopes.some((scope) => scopesOf(call).includes(scope)) &&
          hasError((code) => /^ords\.(privilege|module)\./.test(code)))
      );
    case 'token.roles':
      return (
        hasError((code) => code === 'ords.profile.mode' || /^idp\.claim\./.test(code)) ||
        // A role of ORDS is one of the application there.
        (isEntra(view) && hasError((code) => /^idp\.(scope\.missing|role\.|grant\.)/.test(code)))
      );
    default:
      return false;
  }
}

/** Whether the key that the token names is where the values say that the keys are. */
function declaredKeysFit({ view, token }: CallView): boolean {
  const kid = textClaim(token.header, 'kid');
  const sets = valueOf(view.sides.identityProvider.jwks) ?? [];
  const declared = sets.find(({ url }) => fetchesTheSame(url, view.manifest.trust.jwksUrl));
  return declared?.keys.some((key) => key.kid === kid) ?? false;
}
