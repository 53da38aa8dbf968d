import type { Connected } from '../framework/definition';
import type { CheckFailure } from '../framework/properties/check';
import { text, UNKNOWN, type Values } from '../framework/properties/value';
import { createAgent } from '../framework/trust';
import { GraphApi } from './graph/api';
import { discoverCloud } from './graph/cloud';
import { GraphToken } from './graph/token';
import { paceOf } from './pace';

/** `azuread:*` settings this plugin understands, each with its environment variable (facts/entra.md 1.1). */
const VARIABLES = {
  metadataHost: 'ARM_METADATA_HOSTNAME',
  tenantId: 'ARM_TENANT_ID',
  clientId: 'ARM_CLIENT_ID',
  clientSecret: 'ARM_CLIENT_SECRET',
} as const;
type Setting = keyof typeof VARIABLES;

/** Settings of the official plugin that change nothing here. */
const WITHOUT_EFFECT = new Set([
  'environment',
  'partnerId',
  'disableTerraformPartnerId',
  'msiEndpoint',
  'useCli',
  'version',
  'pluginDownloadURL',
]);

/** What is wrong with a provider's configuration: other ways to sign in are not served. */
export function checkConfiguration(config: Values): CheckFailure[] {
  return Object.entries(config).flatMap(([property, value]) => {
    if (property in VARIABLES || WITHOUT_EFFECT.has(property) || property.startsWith('__')) return [];
    const isOff =
      value === undefined || value === null || value === '' || value === false || value === 'false';
    if (isOff) return [];
    return [{ property, reason: `'${property}' is not supported by the sandbox's azuread plugin` }];
  });
}

/**
 * Signs in, as the official plugin does whatever it is to do next: a preview too needs the tenant.
 *
 * @throws Error naming the setting that is missing, or saying why there is no token.
 */
export async function connect(
  config: Values,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<Connected<GraphApi>> {
  const setting = (name: Setting): string => {
    const value = config[name] === UNKNOWN ? '' : text(config[name]) || (env[VARIABLES[name]] ?? '');
    if (value !== '') return value;
    throw new Error(
      `Missing required configuration: set azuread:${name}, or ${VARIABLES[name]} in the environment`,
    );
  };
  const metadataHost = setting('metadataHost');
  const login = {
    tenantId: setting('tenantId'),
    clientId: setting('clientId'),
    clientSecret: setting('clientSecret'),
  };
  const pace = paceOf(env);
  const dispatcher = createAgent(env);
  try {
    const cloud = await discoverCloud(metadataHost, dispatcher, signal);
    const tokens = new GraphToken(login, cloud, dispatcher);
    const options = { cloud, tokens, dispatcher, pace, signal };
    const callerId = (await tokens.callerId(signal)) || (await lookUpCaller(options, login.clientId));
    return { api: new GraphApi({ ...options, callerId }), close: () => dispatcher.destroy() };
  } catch (error) {
    await dispatcher.destroy();
    throw error;
  }
}

/** Where the token does not say whose it is. */
async function lookUpCaller(
  options: Omit<ConstructorParameters<typeof GraphApi>[0], 'callerId'>,
  clientId: string,
): Promise<string> {
  const api = new GraphApi({ ...options, callerId: '' });
  const [principal] = await api.list({
    path: '/servicePrincipals',
    query: { $filter: `appId eq '${clientId}'` },
  });
  if (typeof principal?.id !== 'string') throw new Error(`no service principal of ${clientId} was found`);
  return principal.id;
}
