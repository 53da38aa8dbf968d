import type { Connection } from '../../database/database';
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

export interface ManagementClient {
  /** The tenant that it is of. */
  readonly domain: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/**
 * Rights on the management API, where the environment has them. AUTH0_DOMAIN must name the tenant too, as it does for Pulumi's
 * provider: the secret goes to that one, whatever a manifest says.
 */
export function managementClient(env: Environment, masker: Masker): ManagementClient | undefined {
  const domain = env['AUTH0_DOMAIN'];
  const clientId = env['AUTH0_CLIENT_ID'];
  const clientSecret = env['AUTH0_CLIENT_SECRET'];
  if (!domain || !clientId || !clientSecret) return undefined;
  masker.add(clientSecret);
  return { domain, clientId, clientSecret };
}
