import type { Manifest } from '../../manifest';
import { auth0Reader } from './auth0';
import { entraReader } from './entra';
import { ociIamReader } from './ociIam';
import type { ProviderReader } from './providerReader';

const READERS: Readonly<Record<string, ProviderReader>> = {
  auth0: auth0Reader,
  'oci-iam': ociIamReader,
  entra: entraReader,
};

/** The reader for a manifest's identity provider; undefined for a kind that this release does not know. */
export function providerReader({
  identityProvider,
}: Pick<Manifest, 'identityProvider'>): ProviderReader | undefined {
  const { kind = '' } = identityProvider;
  return Object.hasOwn(READERS, kind) ? READERS[kind] : undefined;
}
