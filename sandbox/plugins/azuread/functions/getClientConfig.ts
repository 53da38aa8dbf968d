import type { AzureadFunction } from '../kind';

/** Who the plugin is signed in as: programs list it among the owners. Nothing is called. */
export const getClientConfig: AzureadFunction = {
  token: 'azuread:index/getClientConfig:getClientConfig',
  arguments: {},

  call({ callerId, login: { tenantId, clientId } }) {
    return Promise.resolve({
      id: `${tenantId}-${clientId}-${callerId}`,
      tenantId,
      clientId,
      objectId: callerId,
    });
  },
};
