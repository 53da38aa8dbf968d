import type { OciCredentials } from '../../oci/credentials';
import { environmentSigner } from '../../oci/environmentSigner';
import {
  auth0Credentials,
  entraCredentials,
  type Environment,
  type ProviderCredentials,
} from './credentials';

/** Everything that an environment holds, found where the official providers find it; a program's own API key counts before it. */
export function environmentCredentials(
  environment: Environment,
  ociCredentials: OciCredentials = {},
): ProviderCredentials {
  const auth0 = auth0Credentials(environment);
  const entra = entraCredentials(environment);
  return {
    ...(auth0 && { auth0 }),
    ...(entra && { entra }),
    ociIam: environmentSigner(environment, ociCredentials),
  };
}
