import type { EntraTenant } from '../entra/tenant';
import type { EntraControl } from '../entra/tenantControl';
import { type Action, holdActions } from './holdActions';

/** What can be done to the Entra tenant; the twins of those of Auth0. */
export function entraActions({ control, statistics }: EntraTenant): Record<string, Action> {
  return {
    'entra/refuse': (args) => control.refuse(args as unknown as Parameters<EntraControl['refuse']>[0]),
    'entra/setRateLimit': ({ perSecond }) =>
      control.setRateLimit({ perSecond: (perSecond as number | null | undefined) ?? null }),
    'entra/notFoundOnceAfterCreate': ({ kind }) =>
      control.notFoundOnceAfterCreate(kind as Parameters<EntraControl['notFoundOnceAfterCreate']>[0]),
    'entra/rotateKeys': (args) => control.rotateKeys(args),
    'entra/expireTokens': (args) => control.expireTokens(args),
    'entra/setTokenLifetime': (args) =>
      control.setTokenLifetime(args as unknown as Parameters<EntraControl['setTokenLifetime']>[0]),
    'entra/expireSecrets': (args) =>
      control.expireSecrets(args as unknown as Parameters<EntraControl['expireSecrets']>[0]),
    'entra/assignRole': (args) =>
      control.assignRole(args as unknown as Parameters<EntraControl['assignRole']>[0]),
    'entra/removeAssignments': (args) => ({
      removed: control.removeAssignments(args as unknown as Parameters<EntraControl['removeAssignments']>[0]),
    }),
    'entra/setOperatorPermissions': ({ permissions }) =>
      control.setOperatorPermissions((permissions as string[] | undefined) ?? []),
    'entra/issuedSecrets': () => ({ secrets: control.issuedSecrets() }),
    'entra/mintToken': async (args) => ({ token: await control.mintToken(args) }),
    'entra/jwks': (args) => control.jwks(args as unknown as Parameters<EntraControl['jwks']>[0]),
    'entra/untrustedJwksUrl': async () => ({ url: await control.untrustedJwksUrl() }),
    'entra/discovery': (args) => control.discovery(args),
    'entra/setBehaviour': (args) => control.setBehaviour(args),
    'entra/statistics': () => ({ requests: statistics.requests }),
    'entra/resetStatistics': () => statistics.reset(),
    ...holdActions('entra', control.holds),
  };
}
