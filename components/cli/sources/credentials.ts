import type { Connection } from '../../database/database';
import type { ProviderCredentials } from '../../diagnose/collect/credentials';
import { environmentCredentials } from '../../diagnose/collect/environmentCredentials';
import { tokenUrlOf } from '../../diagnose/verify/tokenNeeds';
import type { Manifest } from '../../manifest';
import type { Masker } from '../masker';
import type { Surroundings } from '../surroundings';
import { refuseShared, variableOf, variablePart, type Taker } from './environmentSecret';
import type { ClientSecrets } from './findClientSecrets';

type Environment = Surroundings['env'];

/** Undefined when it is not at hand. */
export type SecretOfClient = (client: string, manifest: Manifest) => string | undefined;
/** Undefined without a password. */
export type ConnectionOf = (manifest: Manifest) => Connection | undefined;

/** Environment variable that holds the secret of a client, by its key in the manifest. */
export function clientSecretVariable(key: string): string {
  return `PULUMI_ORDS_CLIENT_SECRET_${variablePart(key)}`;
}

/**
 * The secrets of the machine clients of several manifests: the environment wins over the outputs of the stack.
 *
 * @throws OrdsError `cli.client.shared_variable` for a variable that two clients would get
 */
export function clientSecrets(
  manifests: readonly Manifest[],
  fromOutputs: ClientSecrets,
  env: Environment,
  masker: Masker,
): SecretOfClient {
  const machines = manifests.flatMap((manifest) =>
    Object.entries(manifest.clients)
      .filter(([, { redirectUris }]) => redirectUris === undefined)
      .map(([key]) => clientTaker(manifest, key)),
  );
  refuseShared(machines, env, 'cli.client.shared_variable');
  return (key, manifest) => {
    if (!Object.hasOwn(manifest.clients, key)) return undefined;
    const variable = variableOf(clientTaker(manifest, key), env);
    const { clientId = '' } = manifest.clients[key] ?? {};
    const secret = variable === undefined ? fromOutputs.get(clientId) : env[variable];
    if (secret !== undefined) masker.add(secret);
    return secret;
  };
}

function clientTaker(manifest: Manifest, key: string): Taker {
  const { api, clients } = manifest;
  return {
    variables: [clientSecretVariable(`${api}_${key}`), clientSecretVariable(key)],
    place: JSON.stringify([tokenUrlOf(manifest), clients[key]?.clientId]),
    name: `${api}/${key}`,
  };
}

/**
 * How to log on to the databases of several manifests. ORDS_CONNECT_STRING and ORDS_USER win over the manifest. A password is in no
 * manifest: ORDS_PASSWORD, or of one API ORDS_PASSWORD_<API>.
 *
 * @throws OrdsError `cli.ords.shared_password` for one that two databases would be shown
 */
export function databaseConnections(
  manifests: readonly Manifest[],
  env: Environment,
  masker: Masker,
): ConnectionOf {
  refuseShared(
    manifests.map((manifest) => databaseTaker(manifest, env)),
    env,
    'cli.ords.shared_password',
  );
  return (manifest) => {
    const taker = databaseTaker(manifest, env);
    const password = env[variableOf(taker, env) ?? ''];
    if (!password) return undefined;
    masker.add(password);
    return { connectString: taker.place, user: env['ORDS_USER'] || manifest.ords.user, password };
  };
}

function databaseTaker({ api, ords }: Manifest, env: Environment): Taker {
  const connectString = env['ORDS_CONNECT_STRING'] || ords.connectString;
  return {
    variables: [`ORDS_PASSWORD_${variablePart(api)}`, 'ORDS_PASSWORD'],
    place: connectString,
    name: connectString,
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
  if (credentials.entra) masker.add(credentials.entra.clientSecret);
  return credentials;
}
