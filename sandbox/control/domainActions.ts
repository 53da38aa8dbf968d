import type { DomainControl } from '../oci/identityDomain/domainControl';
import type { Domains } from '../oci/identityDomain/domains';
import type { IdentityDomain } from '../oci/identityDomain/identityDomain';
import type { TenancySigners } from '../oci/signers';
import { type Action, holdActions } from './holdActions';

/** What the actions of one domain take and answer; the twins of those of Auth0. */
function actionsOf({ control, statistics }: IdentityDomain): Record<string, Action> {
  return {
    'domain/refuse': (args) => control.refuse(args as unknown as Parameters<DomainControl['refuse']>[0]),
    'domain/setRateLimit': ({ perSecond }) =>
      control.setRateLimit({ perSecond: (perSecond as number | null | undefined) ?? null }),
    'domain/notFoundOnceAfterCreate': ({ kind }) =>
      control.notFoundOnceAfterCreate(kind as Parameters<DomainControl['notFoundOnceAfterCreate']>[0]),
    'domain/rotateKeys': () => control.rotateKeys(),
    'domain/expireTokens': (args) => control.expireTokens(args),
    'domain/setTokenLifetime': (args) =>
      control.setTokenLifetime(args as unknown as Parameters<DomainControl['setTokenLifetime']>[0]),
    'domain/mintToken': async (args) => ({ token: await control.mintToken(args) }),
    'domain/jwks': (args) => control.jwks(args as unknown as Parameters<DomainControl['jwks']>[0]),
    'domain/untrustedJwksUrl': async () => ({ url: await control.untrustedJwksUrl() }),
    'domain/discovery': (args) => control.discovery(args),
    'domain/setBehaviour': (args) => control.setBehaviour(args),
    'domain/statistics': () => ({ requests: statistics.requests }),
    'domain/resetStatistics': () => statistics.reset(),
    ...holdActions('domain', control.holds),
  };
}

/** Every action takes `domain`, an OCID, URL or display name; without it the Default domain is meant. */
export function domainActions(domains: Domains, signers: TenancySigners): Record<string, Action> {
  const forwarded = Object.keys(actionsOf(domains.default)).map((name): [string, Action] => [
    name,
    ({ domain: which, ...args }) => {
      const domain = which === undefined ? domains.default : domains.find(String(which));
      if (!domain) throw new RangeError(`no domain ${String(which)}`);
      return actionsOf(domain)[name]?.(args);
    },
  ]);
  return {
    ...Object.fromEntries(forwarded),
    /** Of all domains. */
    'domain/issuedSecrets': () => ({
      secrets: domains.list().flatMap(({ control }) => control.issuedSecrets()),
    }),
    /** The login of a user who lacks the right to write. */
    'domain/reader': () => signers.reader(),
  };
}
