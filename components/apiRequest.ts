import type { ApiRequest } from './idp/identityProvider';
import type { ClientArgs, ScopeArgs } from './protectedApiArgs';

/** What the identity provider is asked for, from the values of a ProtectedApi. */
export function apiRequest(
  name: string,
  scopes: Readonly<Record<string, ScopeArgs>>,
  clients: Readonly<Record<string, ClientArgs<string>>>,
): Pick<ApiRequest, 'scopes' | 'clients'> {
  return {
    scopes: Object.entries(scopes).map(([scope, { description, roles }]) => ({
      name: scope,
      description,
      ...(roles !== undefined && { roles }),
    })),
    clients: Object.fromEntries(
      Object.entries(clients).map(([key, client]) => [
        key,
        {
          scopes: client.scopes,
          ...(client.redirectUris !== undefined && { redirectUris: client.redirectUris }),
          displayName: client.displayName ?? `${name}-${key}`,
          description: client.description,
        },
      ]),
    ),
  };
}
