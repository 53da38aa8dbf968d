import type { Manifest } from '../../manifest';
import type { ApiSides } from '../facts';
import { IdentityProviderSides } from './identityProviderSides';
import type { CollectOptions } from './options';
import { readOrdsSides } from './ordsSides';

/**
 * Reads both sides of every manifest at the same time. Nothing is changed, and what cannot be read is a reading of its own
 * instead of an error: the rest can still be compared. Manifests of one database connection are read together.
 */
export function collectSides(manifests: readonly Manifest[], options: CollectOptions): Promise<ApiSides[]> {
  const ordsSide = readOrdsSides(manifests, options);
  const identityProviders = new IdentityProviderSides(options);
  return Promise.all(
    manifests.map(async (manifest) => {
      const ords = ordsSide(manifest);
      const identityProvider = await identityProviders.read(manifest, ords);
      return { manifest, identityProvider, ords: await ords };
    }),
  );
}
