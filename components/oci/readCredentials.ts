import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

import { OrdsError } from '../errors';
import { quote } from '../rules/text';
import {
  fromEnvironment,
  missingSettings,
  withEnvironment,
  withProfile,
  type OciCredentials,
  type Profile,
  type SigningKey,
} from './credentials';
import { loadOciCommon } from './loadOciCommon';

const DEFAULT_PROFILE = 'DEFAULT';
const CONSOLE = 'add an API key to your user in the console: Profile, API keys, and take what it shows';

/**
 * The key to sign with: given, or found where the official provider finds it. Throws `oci.credentials.missing`,
 * `oci.credentials.private_key`, `oci.credentials.config_file`, `oci.credentials.auth`.
 */
export async function readCredentials(
  given: OciCredentials,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<SigningKey> {
  refuseOtherAuthentication(given, environment);
  const known = withEnvironment(given, environment);
  const found =
    missingSettings(known).length === 0
      ? known
      : withProfile(known, await readProfile(known.configFileProfile, environment));
  const missing = missingSettings(found);
  const { tenancyOcid, userOcid, fingerprint, privateKeyPassword } = found;
  if (missing.length > 0 || !tenancyOcid || !userOcid || !fingerprint)
    throw new OrdsError('no complete API key for Oracle Cloud Infrastructure was found', {
      code: 'oci.credentials.missing',
      field: 'identityProvider.credentials',
      found: `nothing for ${missing.join(', ')}`,
      expected: `${missing.map((name) => `OCI_${name}`).join(', ')} in the environment, or ~/.oci/config`,
      remedy: CONSOLE,
    });
  const privateKey = found.privateKey ?? readKey(found.privateKeyPath ?? '');
  return { tenancyOcid, userOcid, fingerprint, privateKey, privateKeyPassword };
}

/** An API key that is written in the program says enough; otherwise the environment may ask for another way. */
function refuseOtherAuthentication(given: OciCredentials, environment: NodeJS.ProcessEnv): void {
  const auth = fromEnvironment(environment, 'auth');
  if (auth === undefined || auth.toLowerCase() === 'apikey' || given.privateKey || given.privateKeyPath)
    return;
  throw new OrdsError('the environment asks for a way to sign in that this library does not know', {
    code: 'oci.credentials.auth',
    field: 'OCI_auth',
    found: quote(auth),
    expected: '"ApiKey"',
    remedy: 'give an API key: identityProvider.credentials',
  });
}

async function readProfile(name: string | undefined, environment: NodeJS.ProcessEnv): Promise<Profile> {
  const path = join(environment.HOME ?? homedir(), '.oci', 'config');
  const file = existsSync(path) ? path : environment.OCI_CONFIG_FILE;
  if (!file || (name === undefined && !existsSync(file))) return {};
  const { ConfigFileReader } = await loadOciCommon();
  try {
    const profile = ConfigFileReader.parse(readFileSync(file, 'utf8'), name ?? DEFAULT_PROFILE);
    const value = (key: string): string | undefined => profile.get(key) ?? undefined;
    const path = value('key_file');
    return Object.fromEntries(
      Object.entries({
        tenancy: value('tenancy'),
        user: value('user'),
        fingerprint: value('fingerprint'),
        key_file: path === undefined ? undefined : ConfigFileReader.expandUserHome(path),
        pass_phrase: value('pass_phrase'),
      }).filter(([, text]) => text !== undefined),
    );
  } catch {
    // What the reader says may repeat a line of the file, and with it a pass phrase.
    throw new OrdsError(`${file} has no readable profile ${quote(name ?? DEFAULT_PROFILE)}`, {
      code: 'oci.credentials.config_file',
      field: 'identityProvider.credentials.configFileProfile',
      remedy: 'oci setup config writes one; or name another profile',
    });
  }
}

function readKey(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new OrdsError('the file with the private key cannot be read', {
      code: 'oci.credentials.private_key',
      field: 'identityProvider.credentials.privateKeyPath',
      found: `${quote(path)} (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`,
      expected: 'a private key in PEM',
      remedy: CONSOLE,
    });
  }
}
