import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { text, type Values } from '../framework/properties/value';

/** `oci:*` settings this plugin understands, each with its name in the environment (facts/oci-iam.md 1.1). */
export const SETTING_VARIABLES = {
  tenancyOcid: 'tenancy_ocid',
  userOcid: 'user_ocid',
  fingerprint: 'fingerprint',
  privateKey: 'private_key',
  privateKeyPath: 'private_key_path',
  privateKeyPassword: 'private_key_password',
  region: 'region',
  configFileProfile: 'config_file_profile',
} as const;
export type Setting = keyof typeof SETTING_VARIABLES;
export type Settings = Readonly<Record<Setting, string>>;

/** What each setting is called in the configuration file of the OCI tools. */
const FILE_KEYS: Partial<Record<Setting, string>> = {
  tenancyOcid: 'tenancy',
  userOcid: 'user',
  fingerprint: 'fingerprint',
  privateKeyPath: 'key_file',
  privateKeyPassword: 'pass_phrase',
  region: 'region',
};
const DEFAULT_PROFILE = 'DEFAULT';

/** A setting of the environment: `TF_VAR_<name>`, `OCI_<name>`, `<name>`, in this order; '' when none is set. */
export function fromEnvironment(env: NodeJS.ProcessEnv, name: string): string {
  return env[`TF_VAR_${name}`] || env[`OCI_${name}`] || env[name] || '';
}

/** The stack's configuration first, the environment second, the configuration file third; '' is not set. */
export function resolveSettings(config: Values, env: NodeJS.ProcessEnv): Settings {
  const given = (name: Setting): string =>
    text(config[name]) || fromEnvironment(env, SETTING_VARIABLES[name]);
  const profile = readProfile(env, given('configFileProfile') || DEFAULT_PROFILE);
  const names = Object.keys(SETTING_VARIABLES) as Setting[];
  return Object.fromEntries(
    names.map((name) => [name, given(name) || (profile[FILE_KEYS[name] ?? ''] ?? '')]),
  ) as Settings;
}

/** One profile of `~/.oci/config`; nothing when there is no such file or profile. */
function readProfile(env: NodeJS.ProcessEnv, profile: string): Readonly<Record<string, string>> {
  const home = env.HOME ?? homedir();
  try {
    return parseProfile(
      readFileSync(env.OCI_CONFIG_FILE || path.join(home, '.oci', 'config'), 'utf8'),
      profile,
    );
  } catch {
    return {};
  }
}

/** The `key=value` lines below `[profile]`. */
export function parseProfile(file: string, profile: string): Record<string, string> {
  const values: Record<string, string> = {};
  let inside = false;
  for (const line of file.split(/\r?\n/).map((raw) => raw.trim())) {
    if (line.startsWith('[')) inside = line === `[${profile}]`;
    const equals = line.indexOf('=');
    if (!inside || equals < 0 || line.startsWith('#')) continue;
    values[line.slice(0, equals).trim()] = line.slice(equals + 1).trim();
  }
  return values;
}
