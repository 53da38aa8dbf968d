import { readDiscovery } from '../diagnose/collect/discovery';
import { createHttp } from '../diagnose/collect/httpClient';
import { OrdsError } from '../errors';
import { forProgram } from '../problem';

export interface DirectoryTrust {
  readonly issuer: string;
  readonly jwksUrl: string;
}

/** Below what the version 2 endpoints of a directory are, its discovery document among them (facts/entra.md 2.4). */
export function directoryBase(loginEndpoint: string, tenantId: string): string {
  return `${loginEndpoint}/${encodeURIComponent(tenantId)}/v2.0`;
}

/**
 * Asks the directory's public discovery document for issuer and keys, which differ by cloud. Bounded in time. Throws `idp.discovery.*`,
 * also where there is no such directory.
 */
export async function readDirectoryTrust(loginEndpoint: string, tenantId: string): Promise<DirectoryTrust> {
  const http = createHttp();
  try {
    const discovery = await readDiscovery(directoryBase(loginEndpoint, tenantId), http);
    if (discovery.state === 'read')
      return { issuer: discovery.value.issuer, jwksUrl: discovery.value.jwksUri };
    const failure = discovery.state === 'failed' ? discovery.failure : undefined;
    throw forProgram(
      new OrdsError(failure?.message ?? 'the discovery document of the directory was not read', {
        code: failure?.code ?? 'idp.discovery.unread',
        field: 'identityProvider.tenantId',
        remedy: failure?.remedy ?? 'run the same command again',
      }),
    );
  } finally {
    await http.close();
  }
}
