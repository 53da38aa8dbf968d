import { readDiscovery } from '../diagnose/collect/discovery';
import { createHttp } from '../diagnose/collect/httpClient';
import { discoveryError } from './discoveryError';
import { directoryUrl } from './entraDirectory';

export interface DirectoryTrust {
  readonly issuer: string;
  readonly jwksUrl: string;
}

/**
 * Asks the directory's public discovery document for issuer and keys, which differ by cloud. Bounded in time. Throws `idp.discovery.*`,
 * also where there is no such directory.
 */
export async function readDirectoryTrust(loginEndpoint: string, tenantId: string): Promise<DirectoryTrust> {
  const http = createHttp();
  try {
    const discovery = await readDiscovery(`${directoryUrl(loginEndpoint, tenantId)}/v2.0`, http);
    if (discovery.state !== 'read') throw discoveryError(discovery, 'identityProvider.tenantId');
    return { issuer: discovery.value.issuer, jwksUrl: discovery.value.jwksUri };
  } finally {
    await http.close();
  }
}
