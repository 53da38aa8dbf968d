import { GROUPS } from '../idp/ociGroupClaim';
import { quote } from '../rules/text';
import type { ExportedProvider, Unexpressed } from './exportedApi';
import type { LiveOciIam } from './liveOciIam';

interface GroupClaim {
  readonly settings: { readonly groupClaimExists?: boolean };
  readonly notExpressed: readonly Unexpressed[];
}

/** Role mode: whether the domain has the claim that the profile reads roles from, and whether this API's tokens carry it. */
export function exportGroupClaim(
  { groupClaim: name }: ExportedProvider['settings'],
  { claims }: Pick<LiveOciIam, 'claims'>,
  audience: string,
  scopes: readonly string[],
): GroupClaim {
  if (typeof name !== 'string') return { settings: {}, notExpressed: [] };
  const object = `custom claim ${quote(name)}`;
  const claim = claims.find((one) => one.name === name);
  if (claim === undefined)
    return {
      settings: { groupClaimExists: false },
      notExpressed: [
        { object, reason: "the domain does not have it; up creates it, with the user's groups" },
      ],
    };
  const { value, mode, tokenType, scopes: carried } = claim;
  const without = scopes.filter((scope) => carried !== undefined && !carried.includes(audience + scope));
  const reasons = [
    ...(value === GROUPS
      ? []
      : [`it says ${quote(value ?? '')}, and a ProtectedApi would have it say ${quote(GROUPS)}`]),
    ...(mode === 'always' ? [] : [`its mode is ${quote(mode ?? '')}, so that tokens may lack it`]),
    ...(tokenType === 'AT' || tokenType === 'BOTH'
      ? []
      : [`it is for tokens of type ${quote(tokenType ?? '')}, and not for access tokens`]),
    ...(without.length === 0
      ? []
      : [`tokens for ${without.map((scope) => quote(audience + scope)).join(', ')} do not carry it`]),
  ];
  return {
    settings: { groupClaimExists: true },
    notExpressed: reasons.map((reason) => ({
      object,
      reason: `${reason}; up leaves it as it is (groupClaimExists)`,
    })),
  };
}
