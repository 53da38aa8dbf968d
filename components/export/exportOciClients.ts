import { checkOciIamNames } from '../idp/ociIamNames';
import { CONFIDENTIAL, isHttp } from '../idp/ociIamRules';
import { ownerIn } from '../ords/lifecycle/mark';
import { quote } from '../rules/text';
import {
  keepClients,
  whyNotForPeople,
  whyNotItsScopes,
  type JudgedClient,
  type KeptClients,
} from './keepClients';
import type { LiveOciClient } from './liveOciIam';

/** What the values are that the clients become a part of. */
export interface OciClientRules {
  readonly scopes: readonly string[];
  /** SCIM id of the API's own app. */
  readonly apiId: string;
  readonly roleMode: boolean;
}

/** The apps that may ask for an API, with what is to be said of each. */
export function exportOciClients(
  live: readonly LiveOciClient[],
  rules: OciClientRules,
): KeptClients<JudgedClient> {
  return keepClients(
    live.map((client) => {
      const { id, clientId, name, description, scopes, redirectUris } = client;
      // One with a mark is some stack's own: its text is not a user's, and stays as it is.
      const isMarked = ownerIn(description) !== undefined;
      return {
        object: `app ${quote(name)} (${clientId})`,
        name,
        reasons: whyLeftOut(client, rules),
        changes: changed(client),
        args: {
          scopes,
          ...(isForPeople(client) && { redirectUris }),
          displayName: name,
          ...(description !== undefined && !isMarked && { description }),
        },
        id,
      };
    }),
  );
}

/** What `up` writes for a client of either kind. */
const DECLARED = {
  machine: ['client_credentials'],
  people: ['authorization_code', 'refresh_token'],
} as const;

function declaredGrants(client: LiveOciClient): readonly string[] {
  return DECLARED[isForPeople(client) ? 'people' : 'machine'];
}

function isForPeople({ grantTypes }: LiveOciClient): boolean {
  return grantTypes.includes('authorization_code');
}

function whyLeftOut(client: LiveOciClient, { scopes, apiId, roleMode }: OciClientRules): string[] {
  if (client.id === apiId) return ["it is the API's own app, and up makes clients of their own"];
  const { name, description, clientType, trustScope, template, grantTypes } = client;
  const declared = declaredGrants(client);
  const other = grantTypes.filter((type) => !declared.includes(type));
  const people = isForPeople(client);
  const becomes = (what: string, found: string | undefined, written: string): string[] =>
    found === written
      ? []
      : [`${what} ${found === undefined ? 'none' : quote(found)}, and up would make that ${quote(written)}`];
  return [
    ...textProblems(name, description),
    ...(client.active ? [] : ['it is inactive, and up would activate it']),
    ...(template === CONFIDENTIAL
      ? []
      : [`it was made from the template ${quote(template ?? '')}, and up would replace it`]),
    ...becomes('its type is', clientType, 'confidential'),
    ...becomes('its trust scope is', trustScope, 'Explicit'),
    ...(people ? whyNotForPeople(client.redirectUris) : []),
    ...(!people && roleMode ? ['it is a machine, and in role mode ORDS refuses all of its tokens'] : []),
    ...(other.length === 0 ? [] : [`up would take away its grant types ${other.map(quote).join(', ')}`]),
    ...(client.otherScopes.length === 0
      ? []
      : [`up would take away its scopes of other APIs ${client.otherScopes.map(quote).join(', ')}`]),
    ...whyNotItsScopes(client.scopes, scopes),
  ];
}

function textProblems(name: string, description: string | undefined): string[] {
  const client = { scopes: [], displayName: name, description };
  return checkOciIamNames('another name than any client has', { scopes: [], clients: { it: client } }).map(
    ({ field, summary }) => `its ${field.endsWith('description') ? 'description' : 'name'} ${summary}`,
  );
}

/** What `up` would write over, to the harm of no caller. */
function changed(client: LiveOciClient): string[] {
  const added = declaredGrants(client).filter((type) => !client.grantTypes.includes(type));
  const needsHttp = client.redirectUris.some(isHttp);
  return [
    ...added.map((type) => `up gives it the grant type ${quote(type)}`),
    ...(isForPeople(client) && client.allUrlSchemes && !needsHttp
      ? ['it allows redirect URLs of every scheme and has https only; up ends that']
      : []),
  ];
}
