import { client } from './client';
import { clientCredentials } from './clientCredentials';
import { clientGrant } from './clientGrant';
import type { ResourceKind } from './kind';
import { resourceServer } from './resourceServer';
import { resourceServerScopes } from './resourceServerScopes';

export const RESOURCE_KINDS: readonly ResourceKind[] = [
  client,
  clientCredentials,
  clientGrant,
  resourceServer,
  resourceServerScopes,
];

/** @throws Error for a type the official plugin may have and this one has not. */
export function kindOf(token: string): ResourceKind {
  const kind = RESOURCE_KINDS.find((candidate) => candidate.token === token);
  if (kind !== undefined) return kind;
  const served = RESOURCE_KINDS.map((candidate) => candidate.token).join(', ');
  throw new Error(`the sandbox's auth0 plugin does not serve ${token}; it serves ${served}`);
}
