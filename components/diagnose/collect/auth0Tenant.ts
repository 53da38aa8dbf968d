import { OrdsError } from '../../errors';
import { quote } from '../../rules/text';

/** The tenant's address. Throws `idp.auth0.domain` for a domain that is more or less than a host. */
export function auth0Tenant(domain: string): string {
  const address = `https://${domain}`;
  if (URL.canParse(address) && new URL(address).origin === address.toLowerCase()) return address;
  throw new OrdsError('is not the host of a tenant', {
    code: 'idp.auth0.domain',
    field: 'identityProvider.domain',
    found: quote(domain),
    remedy: 'write the host alone: tenant.uk.auth0.com',
  });
}
