import { directoryUrl } from '../../idp/entraDirectory';
import type { Manifest } from '../../manifest';
import { EntraApplications } from './entraApplications';
import { managementReader } from './managementReader';
import { MicrosoftGraph } from './microsoftGraph';
import { withoutManagement, type ProviderReader } from './providerReader';

/** Microsoft Entra: through Microsoft Graph, with the client secret of the environment. */
export const entraReader: ProviderReader = {
  tokenKind: 'entra',
  tokenUrl: (settings) => `${directory(settings)}/oauth2/v2.0/token`,
  // The same as the issuer, and known before it: a directory is asked where the manifest says that it is (facts/entra.md 2.4).
  discoveryBase: (settings) => `${directory(settings)}/v2.0`,
  account: directory,
  management({ tenantId = '', loginEndpoint = '' }, { entra: credentials }, http, timeoutSeconds) {
    if (!credentials) return withoutManagement('no credentials of the directory were given');
    // A domain's name for the directory is not looked up: the secret would go there first.
    if (credentials.tenantId.toLowerCase() !== tenantId.toLowerCase())
      return withoutManagement(
        'the credentials of this environment are of another directory (ARM_TENANT_ID)',
      );
    const graph = new MicrosoftGraph(credentials, http, loginEndpoint, timeoutSeconds);
    return managementReader(new EntraApplications(graph));
  },
};

function directory({ loginEndpoint = '', tenantId = '' }: Manifest['identityProvider']): string {
  return directoryUrl(loginEndpoint, tenantId);
}
