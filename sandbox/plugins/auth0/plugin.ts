import type { PluginDefinition } from '../framework/definition';
import { checkConfiguration, connect } from './configuration';
import type { ManagementApi } from './management/api';
import { isNotFound } from './management/errors';
import { client } from './resources/client';
import { clientCredentials } from './resources/clientCredentials';
import { clientGrant } from './resources/clientGrant';
import { resourceServer } from './resources/resourceServer';
import { resourceServerScopes } from './resources/resourceServerScopes';
import { PLUGIN_VERSION } from './version';

/** The `auth0` plugin: five resources of a tenant, no functions. */
export const auth0Plugin: PluginDefinition<ManagementApi> = {
  name: 'auth0',
  version: PLUGIN_VERSION,
  kinds: [client, clientCredentials, clientGrant, resourceServer, resourceServerScopes],
  functions: [],
  checkConfiguration,
  connect,
  isNotFound,
};
