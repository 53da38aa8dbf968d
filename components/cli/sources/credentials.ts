import type { Connection } from '../../database/database';
import type { ProviderCredentials } from '../../diagnose/collect/credentials';
import { environmentCredentials } from '../../diagnose/collect/environmentCredentials';
import type { Manifest } from '../../manifest';
import type { Masker } from '../masker';
import type { Surroundings } from '../surroundings';
import type { ClientSecrets } from './findClientSecrets';

type Environment = Surroundings['env'];

/** Environment variable that holds the secret of a client, by its key in the manifest. */
export function clientSecretVariable(key: string): string {
  return `PULUMI_ORDS_CLIENT_SECRET_${key.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
}

/** The secret of a client: the environment wins over the outputs of the stack. */
export function clientSecret(
  manifest: Manifest,
  key: string,
  fromOutputs: ClientSecrets,
  env: Environment,
  masker: Masker,
): string | undefined {
  const clientId = manifest.clients[key]?.clientId;
  const secret =
    env[clientSecretVariable(key)] || (clientId === undefined ? undefined : fromOutputs.get(clientId));
  if (secret !== undefined) masker.add(secret);
  return secret;
}

/**
 * How to log on to the database of a manifest. ORDS_CONNECT_STRING and ORDS_USER win over the manifest. Undefined
 * without ORDS_PASSWORD: a manifest holds none.
 */
export function databaseConnection(
  manifest: Manifest,
  env: Environment,
  masker: Masker,
): Connection | undefined {
  const password = env['ORDS_PASSWORD'];
  if (!password) return undefined;
  masker.add(password);
  return {
    connectString: env['ORDS_CONNECT_STRING'] || manifest.ords.connectString,
    user: env['ORDS_USER'] || manifest.ords.user,
    password,
  };
}

/** A connection that the environment says all of; undefined where a part is missing. */
export function environmentConnection(env: Environment, masker: Masker): Connection | undefined {
  const connectString = env['ORDS_CONNECT_STRING'];
  const user = env['ORDS_USER'];
  const password = env['ORDS_PASSWORD'];
  if (!connectString || !user || !password) return undefined;
  masker.add(password);
  return { connectString, user, password };
}

/** What the environment holds for the identity providers' own interfaces; its secrets are masked from now on. */
export function managementCredentials(env: Environment, masker: Masker): ProviderCredentials {
  const credentials = environmentCredentials(env);
  if (credentials.auth0) masker.add(credentials.auth0.clientSecret);
  return credentials;
}
