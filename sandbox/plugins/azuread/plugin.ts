import type { PluginDefinition } from '../framework/definition';
import { application } from './application/application';
import { applicationIdentifierUri } from './application/applicationIdentifierUri';
import { applicationPassword } from './application/applicationPassword';
import { applicationPreAuthorized } from './application/applicationPreAuthorized';
import { checkConfiguration, connect } from './configuration';
import { getClientConfig } from './functions/getClientConfig';
import { getUser } from './functions/getUser';
import type { GraphApi } from './graph/api';
import { isNotFound } from './graph/errors';
import { appRoleAssignment } from './servicePrincipal/appRoleAssignment';
import { servicePrincipal } from './servicePrincipal/servicePrincipal';
import { PLUGIN_VERSION } from './version';

/** The `azuread` plugin: what an ORDS API behind Microsoft Entra needs of that package. */
export const azureadPlugin: PluginDefinition<GraphApi> = {
  name: 'azuread',
  version: PLUGIN_VERSION,
  kinds: [
    application,
    applicationIdentifierUri,
    applicationPassword,
    applicationPreAuthorized,
    appRoleAssignment,
    servicePrincipal,
  ],
  functions: [getClientConfig, getUser],
  checkConfiguration,
  connect,
  isNotFound,
};
