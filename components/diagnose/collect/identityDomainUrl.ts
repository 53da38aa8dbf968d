import { OrdsError } from '../../errors';
import { quote } from '../../rules/text';

/** The domain's address, without `:443`. Throws `idp.oci.domain_url` for one that is not https or has more than a host and a port. */
export function identityDomainUrl(domainUrl: string): string {
  if (URL.canParse(domainUrl)) {
    const { protocol, origin, pathname, username, password, search, hash } = new URL(domainUrl);
    const bare = pathname === '/' && [username, password, search, hash].every((part) => part === '');
    if (protocol === 'https:' && bare) return origin;
  }
  throw new OrdsError('is not the address of an identity domain', {
    code: 'idp.oci.domain_url',
    field: 'identityProvider.domainUrl',
    found: quote(domainUrl),
    remedy: 'write its origin alone: https://idcs-….identity.oraclecloud.com',
  });
}
