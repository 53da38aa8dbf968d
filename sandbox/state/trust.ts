import { existsSync, readFileSync } from 'node:fs';
import type { StateFolder } from './folder';

/** Where systems keep their CA bundle; the first that exists counts (the order is Go's). */
const SYSTEM_BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

/**
 * Two bundles with the sandbox's CA appended to what was trusted before, because NODE_EXTRA_CA_CERTS takes one file and
 * SSL_CERT_FILE replaces the system's.
 */
export function writeTrustBundles(folder: StateFolder, caPem: string, environment = process.env): void {
  const outside = (path: string | undefined): string =>
    path !== undefined && !path.startsWith(folder.path) && existsSync(path) ? readFileSync(path, 'utf8') : '';
  const system =
    outside(environment['SSL_CERT_FILE']) || outside(SYSTEM_BUNDLES.find((path) => existsSync(path)));
  folder.write(folder.nodeTrust, outside(environment['NODE_EXTRA_CA_CERTS']) + caPem);
  folder.write(folder.systemTrust, system + caPem);
}
