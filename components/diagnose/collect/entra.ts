import { directoryUrl } from '../../idp/entraDirectory';
import type { Manifest } from '../../manifest';
import { withoutManagement, type ProviderReader } from './providerReader';

/**
 * Microsoft Entra: discovery, keys and tokens. Applications and their roles are not read: this release has no reader of Microsoft Graph,
 * so that what somebody changes in the directory shows in tokens (`verify`) and in `pulumi preview --refresh` only.
 */
export const entraReader: ProviderReader = {
  tokenKind: 'entra',
  tokenUrl: (settings) => `${directory(settings)}/oauth2/v2.0/token`,
  // The same as the issuer, and known before it: a directory is asked where the manifest says that it is (facts/entra.md 2.4).
  discoveryBase: (settings) => `${directory(settings)}/v2.0`,
  account: directory,
  management: () => withoutManagement('this release does not read the applications of a directory'),
};

function directory({ loginEndpoint = '', tenantId = '' }: Manifest['identityProvider']): string {
  return directoryUrl(loginEndpoint, tenantId);
}
