import { IdentityDomain } from './identityDomain';
import { identityDomainUrl } from './identityDomainUrl';
import { managementReader } from './managementReader';
import { OciIamApps } from './ociIamApps';
import { withoutManagement, type ProviderReader } from './providerReader';

/** OCI IAM: through the domain's REST interface, with signed requests. */
export const ociIamReader: ProviderReader = {
  tokenKind: 'oci-iam',
  tokenUrl: (settings) => `${domain(settings)}/oauth2/v1/token`,
  // The issuer is the same text for every domain; the document stands at the domain itself (facts/oci-iam.md 2.5).
  discoveryBase: (settings) => domain(settings),
  account: (settings) => domain(settings),
  management(settings, { ociIam: sign }, http, timeoutSeconds) {
    if (!sign) return withoutManagement('no OCI credentials were given');
    const identityDomain = new IdentityDomain(domain(settings), sign, http, timeoutSeconds);
    return managementReader(new OciIamApps(identityDomain));
  },
};

function domain({ domainUrl = '' }: Readonly<Record<string, string>>): string {
  return identityDomainUrl(domainUrl);
}
