import type { StateFolder } from '../state/folder';
import { type Authority, createAuthority, loadAuthority } from './authority';

/** The CA of the folder; a new one where it has none. */
export async function openAuthority(folder: StateFolder): Promise<Authority> {
  const certificate = folder.read(folder.caCertificate);
  const key = folder.read(folder.caKey);
  if (certificate !== undefined && key !== undefined) return loadAuthority(certificate, key);
  const authority = await createAuthority();
  folder.write(folder.caCertificate, authority.certificatePem);
  folder.write(folder.caKey, authority.privateKeyPem);
  return authority;
}
