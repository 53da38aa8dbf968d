import type { Connected } from '../framework/definition';
import type { CheckFailure } from '../framework/properties/check';
import { text, UNKNOWN, type Values } from '../framework/properties/value';
import { createAgent } from '../framework/trust';
import { ManagementApi } from './management/api';
import { ClientCredentialsToken, staticToken } from './management/token';
import { waitsFromEnvironment } from './management/waits';
import { PLUGIN_VERSION } from './version';

/** `auth0:*` settings this plugin understands, each with its environment variable (facts/auth0.md 1.1). */
const VARIABLES = {
  domain: 'AUTH0_DOMAIN',
  apiToken: 'AUTH0_API_TOKEN',
  clientId: 'AUTH0_CLIENT_ID',
  clientSecret: 'AUTH0_CLIENT_SECRET',
  audience: 'AUTH0_AUDIENCE',
} as const;
type Setting = keyof typeof VARIABLES;

/** Settings of the official plugin that would change who the plugin is, and that this one cannot honour. */
const NOT_SERVED = [
  'cliLogin',
  'clientAssertionPrivateKey',
  'clientAssertionSigningAlg',
  'customDomainHeader',
];

type Settings = Readonly<Record<Setting, string>>;

/** The stack's configuration first, the environment second; `''` is not set. */
function settings(config: Values, env: NodeJS.ProcessEnv): Settings {
  const entries = Object.entries(VARIABLES).map(([name, variable]) => [
    name,
    text(config[name]) || (env[variable] ?? ''),
  ]);
  return Object.fromEntries(entries) as Settings;
}

/** What is wrong with a provider's configuration. Values that are not known yet are let through. */
export function checkConfiguration(config: Values, env: NodeJS.ProcessEnv): CheckFailure[] {
  const { apiToken, clientId, clientSecret } = settings(config, env);
  const failures: CheckFailure[] = NOT_SERVED.filter((name) => isSet(config[name])).map((property) => ({
    property,
    reason: `'${property}' is not supported by the sandbox's auth0 plugin`,
  }));
  if (apiToken !== '' && (clientId !== '' || clientSecret !== '')) {
    // The official plugin refuses the pair as well, naming `client_secret` ("Observed").
    const reason =
      "'apiToken' conflicts with 'clientId' and 'clientSecret' (client_id, client_secret): set one family";
    failures.push({ property: 'apiToken', reason });
  }
  return failures;
}

function isSet(value: Values[string]): boolean {
  return value === UNKNOWN || (value !== undefined && value !== '' && value !== 'false' && value !== false);
}

/**
 * Where the tenant is and how to authenticate. The domain is taken as the official plugin takes it: up to and
 * including the first `//` is cut, and always https. Nothing is called.
 *
 * @throws Error naming the setting that is missing.
 */
export function connect(
  config: Values,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Connected<ManagementApi> {
  const { domain, apiToken, clientId, clientSecret, audience } = settings(config, env);
  if (domain === '') throw missing('auth0:domain', 'AUTH0_DOMAIN');
  const baseUrl = `https://${domain.slice(domain.indexOf('//') < 0 ? 0 : domain.indexOf('//') + 2)}`;
  if (!URL.canParse(baseUrl))
    throw new Error(`auth0:domain is not the name of a host: ${JSON.stringify(domain)}`);
  if (apiToken === '' && clientId === '')
    throw missing('auth0:clientId (or auth0:apiToken)', 'AUTH0_CLIENT_ID');
  if (apiToken === '' && clientSecret === '') throw missing('auth0:clientSecret', 'AUTH0_CLIENT_SECRET');
  const dispatcher = createAgent(env);
  const credentials = { baseUrl, clientId, clientSecret, audience: audience || `${baseUrl}/api/v2/` };
  const api = new ManagementApi({
    origin: new URL(baseUrl).origin,
    tokens: apiToken === '' ? new ClientCredentialsToken(credentials, dispatcher) : staticToken(apiToken),
    dispatcher,
    waits: waitsFromEnvironment(env),
    signal,
    userAgent: `ords-sandbox-auth0-plugin/${PLUGIN_VERSION}`,
  });
  return { api, close: () => dispatcher.destroy() };
}

function missing(setting: string, variable: string): Error {
  return new Error(`Missing required configuration: set ${setting}, or ${variable} in the environment`);
}
