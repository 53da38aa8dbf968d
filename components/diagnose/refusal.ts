import { compare, sortFindings } from './compare';
import type { RefusalFacts } from './facts';
import type { Finding } from './finding';
import { cachedKeySuspicion } from './rules/call/cachedKey';
import { callView, type CallView } from './rules/call/callView';
import { entraTokenCauses } from './rules/call/entraToken';
import { explained } from './rules/call/explained';
import { openCallRule } from './rules/call/openCall';
import { relevantFindings } from './rules/call/relevance';
import { poolSuspicion } from './rules/call/suspicion';
import { tokenClaimRules } from './rules/call/tokenClaims';
import { tokenFormRules, tokenHeaderRules } from './rules/call/tokenForm';
import { tokenRightRules } from './rules/call/tokenRights';
import { tokenTimeRules } from './rules/call/tokenTimes';
import { urlRules } from './rules/call/url';
import { viewsOf } from './rules/view';

/**
 * Why a call with a token was refused: what is wrong with the token and the URL, and those findings of `compare` that have
 * to do with them. The first is the first broken link of the chain from the client to the module; a warning never
 * comes before an error. Where a difference between the two sides explains a fault of the token, the difference is named.
 *
 * The token is judged by the profile in the schema, or by the declared trust where that could not be read. Pure.
 */
export function diagnoseRefusal(facts: RefusalFacts): Finding[] {
  const sides = { apis: [facts.api], now: facts.now };
  return viewsOf(sides).flatMap((view) => {
    const call = callView(view, facts);
    const told = entraTokenCauses(call);
    // What the token itself shows needs no weighing.
    const compared = [
      ...told,
      ...relevantFindings(call, compare(sides)).filter(
        ({ code }) => !told.some((cause) => cause.code === code),
      ),
    ];
    const faults = [...tokenRules(call), ...urlRules(view, call.place)].filter(
      (fault) => !explained(call, compared, fault),
    );
    const found = sortFindings([...compared, ...faults, ...openCallRule(call, compared)]);
    const isBroken = found.some(({ severity }) => severity === 'error');
    return isBroken ? found : [...found, ...cachedKeySuspicion(call), ...poolSuspicion(call)];
  });
}

function tokenRules(call: CallView): Finding[] {
  if (call.token.form !== 'jwt') return tokenFormRules(call);
  const claims = tokenClaimRules(call);
  // An ID token authorises nothing, whatever else it carries.
  const isIdToken = claims.some(({ code }) => code === 'token.id_token');
  return [
    ...tokenHeaderRules(call),
    ...claims,
    ...tokenTimeRules(call),
    ...(isIdToken ? [] : tokenRightRules(call)),
  ];
}
