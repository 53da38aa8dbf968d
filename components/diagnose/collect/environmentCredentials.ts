import { environmentSigner } from '../../oci/environmentSigner';
import { auth0Credentials, type Environment, type ProviderCredentials } from './credentials';

/** Everything that an environment holds, found where the official providers find it. */
export function environmentCredentials(environment: Environment): ProviderCredentials {
  const auth0 = auth0Credentials(environment);
  return { ...(auth0 && { auth0 }), ociIam: environmentSigner(environment) };
}
