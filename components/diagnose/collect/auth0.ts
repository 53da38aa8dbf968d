import { Auth0Management } from './auth0Management';
import { Auth0Objects } from './auth0Objects';
import { auth0Tenant } from './auth0Tenant';
import { managementReader } from './managementReader';
import { withoutManagement, type ProviderReader } from './providerReader';

/** Auth0: through the Management API v2. */
export const auth0Reader: ProviderReader = {
  tokenKind: 'auth0',
  tokenUrl: (settings) => `${tenant(settings)}/oauth/token`,
  discoveryBase: () => undefined,
  account: (settings) => tenant(settings),
  management(settings, { auth0: credentials }, http, timeoutSeconds) {
    if (!credentials || credentials.domain !== settings['domain'])
      return withoutManagement('no credentials of the identity provider were given');
    const management = new Auth0Management(tenant(settings), credentials, http, timeoutSeconds);
    return managementReader(new Auth0Objects(management));
  },
};

function tenant({ domain = '' }: Readonly<Record<string, string>>): string {
  return auth0Tenant(domain);
}
