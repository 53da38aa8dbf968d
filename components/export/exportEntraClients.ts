import { SIGN_IN_AUDIENCE } from '../idp/entraApps';
import type { EntraMode } from '../idp/entraMode';
import { checkEntraRequest } from '../idp/entraRules';
import type { ScopeRequest } from '../idp/identityProvider';
import { quote } from '../rules/text';
import {
  keepClients,
  whyNotForPeople,
  whyNotItsScopes,
  type JudgedClient,
  type KeptClients,
} from './keepClients';
import type { LiveEntraClient } from './liveEntra';

/** What the values are that the clients become a part of. */
export interface EntraClientRules {
  readonly scopes: readonly ScopeRequest[];
  /** Object id of the API's own application. */
  readonly apiId: string;
  readonly mode: EntraMode;
}

interface JudgedEntraClient extends JudgedClient {
  readonly live: LiveEntraClient;
}

/** The applications that may call an API, with what is to be said of each. */
export function exportEntraClients(
  live: readonly LiveEntraClient[],
  rules: EntraClientRules,
): KeptClients<JudgedEntraClient> {
  return keepClients(
    live.map((client) => {
      const { id = '', clientId, name, description, redirectUris } = client;
      return {
        object: `application ${quote(name)} (${clientId})`,
        name,
        reasons: whyLeftOut(client, rules),
        changes: changed(client),
        args: {
          scopes: calledBy(client),
          ...(isForPeople(client) && { redirectUris }),
          displayName: name,
          ...(description !== undefined && { description }),
        },
        id,
        live: client,
      };
    }),
  );
}

/** A machine has roles of its own; who signs people in asks them for scopes. */
export function isForPeople({ assignments }: LiveEntraClient): boolean {
  return assignments.length === 0;
}

function calledBy(client: LiveEntraClient): string[] {
  return isForPeople(client) ? [...client.scopes] : client.assignments.map(({ role }) => role);
}

function whyLeftOut(client: LiveEntraClient, { scopes, apiId, mode }: EntraClientRules): string[] {
  const { id, name, description, redirectUris, publicRedirectUris, signInAudience } = client;
  if (id === undefined) return ['it is registered in another directory'];
  if (id === apiId) return ["it is the API's own application, and up makes clients of their own"];
  const people = isForPeople(client);
  const declared = {
    scopes: calledBy(client),
    displayName: name,
    description,
    ...(people && { redirectUris }),
  };
  const problems = checkEntraRequest('api', { scopes, clients: { it: declared } }, mode).filter(
    ({ severity, field }) => severity === 'error' && field?.startsWith('clients['),
  );
  return [
    ...problems.map(({ field, summary }) => `its ${field?.split('.')[1] ?? 'kind'} ${summary}`),
    ...(signInAudience === SIGN_IN_AUDIENCE
      ? []
      : [`its accounts are ${quote(signInAudience)}, and up would make that ${quote(SIGN_IN_AUDIENCE)}`]),
    ...(people
      ? redirectUris.length === 0 && publicRedirectUris.length > 0
        ? [
            `its redirect URIs are those of a browser or a device, which has no secret: ${quoted(publicRedirectUris)}`,
          ]
        : whyNotForPeople(redirectUris)
      : []),
    ...(!people && client.scopes.length > 0 && redirectUris.length > 0
      ? ['it is a machine that people sign in to as well, and a client of a ProtectedApi is one of the two']
      : []),
    ...whyNotItsScopes(
      calledBy(client),
      scopes.map((scope) => scope.name),
    ),
  ];
}

/** What `up` does to it all the same, to the harm of no caller. */
function changed({ principalId, enabled, publicRedirectUris }: LiveEntraClient): string[] {
  return [
    'up adds a secret, and leaves those that it has',
    ...(principalId === undefined ? ['it has no service principal; up makes it'] : []),
    ...(enabled ? [] : ['its service principal may not sign in, and up leaves that']),
    ...(publicRedirectUris.length > 0
      ? [
          `its redirect URIs of browsers and devices are in no value, and up leaves them: ${quoted(publicRedirectUris)}`,
        ]
      : []),
  ];
}

function quoted(texts: readonly string[]): string {
  return texts.map(quote).join(', ');
}
