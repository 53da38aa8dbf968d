import type * as pulumi from '@pulumi/pulumi';
import type { ApiRequest } from './idp/identityProvider';
import type { Claim } from './ords/claim';
import type { ClientArgs, ScopeArgs } from './protectedApiArgs';

/** What the identity provider is asked for, from the values of a ProtectedApi. */
export function apiRequest(
  name: string,
  audience: pulumi.Output<string>,
  scopes: Readonly<Record<string, ScopeArgs>>,
  clients: Readonly<Record<string, ClientArgs<string>>>,
  claim: Claim,
): ApiRequest {
  return {
    audience,
    claim,
    scopes: Object.entries(scopes).map(([scope, { description }]) => ({ name: scope, description })),
    clients: Object.fromEntries(
      Object.entries(clients).map(([key, client]) => [
        key,
        {
          scopes: client.scopes,
          displayName: client.displayName ?? `${name}-${key}`,
          description: client.description,
        },
      ]),
    ),
  };
}
