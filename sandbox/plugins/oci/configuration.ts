import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import type { Connected } from '../framework/definition';
import type { CheckFailure } from '../framework/properties/check';
import { UNKNOWN, type Values } from '../framework/properties/value';
import { createAgent } from '../framework/trust';
import { OciApi } from './api';
import { controlPlaneHosts } from './hosts';
import { OciClient } from './http/client';
import { paceOf } from './pace';
import { fromEnvironment, resolveSettings, SETTING_VARIABLES, type Setting, type Settings } from './settings';

/** Beside the settings that are read, these are let through: they change nothing here. */
const WITHOUT_EFFECT = new Set(['disableAutoRetries', 'ignoreDefinedTags', 'version', 'pluginDownloadURL']);
const API_KEY = 'ApiKey';

/** What is wrong with a provider's configuration. Values that are not known yet are let through. */
export function checkConfiguration(config: Values): CheckFailure[] {
  return Object.entries(config).flatMap(([property, value]) => {
    if (property in SETTING_VARIABLES || WITHOUT_EFFECT.has(property) || property.startsWith('__')) return [];
    if (value === UNKNOWN || value === '' || value === null || value === undefined) return [];
    if (property === 'auth' && String(value).toLowerCase() === API_KEY.toLowerCase()) return [];
    const what = property === 'auth' ? `auth ${JSON.stringify(value)}` : `'${property}'`;
    return [{ property, reason: `${what} is not supported by the sandbox's oci plugin` }];
  });
}

/**
 * Who signs the requests and where the services are. Nothing is called.
 *
 * @throws Error naming the setting that is missing, or the key that cannot be read.
 */
export function connect(config: Values, env: NodeJS.ProcessEnv, signal: AbortSignal): Connected<OciApi> {
  const settings = resolveSettings(config, env);
  for (const name of ['tenancyOcid', 'userOcid', 'fingerprint', 'region'] as const) {
    if (settings[name] === '') throw missing(name);
  }
  const { tenancyOcid, userOcid, fingerprint, region } = settings;
  const certificate = fromEnvironment(env, 'custom_cert_location');
  const dispatcher = createAgent(env, {
    only: certificate === '' ? undefined : { setting: 'custom_cert_location', file: certificate },
    anyCertificate: fromEnvironment(env, 'accept_local_certs') === 'true',
  });
  const client = new OciClient({
    key: { keyId: `${tenancyOcid}/${userOcid}/${fingerprint}`, privateKey: privateKeyOf(settings, env) },
    dispatcher,
    pace: paceOf(env, {
      conflicts: fromEnvironment(env, 'disable_409_retry') === 'true',
      all: config.disableAutoRetries === true || config.disableAutoRetries === 'true',
    }),
    signal,
  });
  const api = new OciApi(client, controlPlaneHosts(region, env));
  return { api, close: () => dispatcher.destroy() };
}

function missing(name: Setting): Error {
  return new Error(
    `did not find a proper configuration for ${name}: set oci:${name}, or OCI_${SETTING_VARIABLES[name]} in the environment`,
  );
}

function privateKeyOf(settings: Settings, env: NodeJS.ProcessEnv): KeyObject {
  const { privateKey, privateKeyPath, privateKeyPassword: passphrase } = settings;
  if (privateKey === '' && privateKeyPath === '') throw missing('privateKeyPath');
  try {
    const key = privateKey || readFileSync(privateKeyPath.replace(/^~(?=\/)/, env.HOME ?? homedir()), 'utf8');
    return createPrivateKey({ key, ...(passphrase === '' ? {} : { passphrase }) });
  } catch (cause) {
    const source = privateKey === '' ? `the file ${privateKeyPath}` : 'oci:privateKey';
    // Without the cause's text, which may quote the key.
    throw new Error(`did not find a proper configuration for private key: ${source} holds no usable key`, {
      cause,
    });
  }
}
