import { checkIdentifier, quote } from '../rules/text';
import {
  keepClients,
  whyNotForPeople,
  whyNotItsScopes,
  type JudgedClient,
  type KeptClients,
} from './keepClients';
import type { LiveClient } from './liveAuth0';

interface JudgedAuth0Client extends JudgedClient {
  readonly grantId: string;
}

/** The clients of an API with what is to be said of each. */
export function exportAuth0Clients(
  live: readonly LiveClient[],
  scopes: readonly string[],
): KeptClients<JudgedAuth0Client> {
  return keepClients(
    live.map((client) => {
      const { clientId, name, description, grant, redirectUris } = client;
      return {
        object: `Auth0 client ${quote(name)} (${clientId})`,
        name,
        reasons: whyLeftOut(client, scopes),
        changes: changed(client),
        args: {
          scopes: grant.scopes,
          ...(grant.subjectType === 'user' && { redirectUris }),
          displayName: name,
          // Left out, the provider would write a text of its own.
          description: description ?? '',
        },
        id: clientId,
        grantId: grant.id,
      };
    }),
  );
}

/** What `up` writes for a client of either kind. */
const DECLARED = {
  client: { appType: 'non_interactive', useful: ['client_credentials'] },
  user: { appType: 'regular_web', useful: ['authorization_code', 'refresh_token'] },
} as const;

function whyLeftOut(client: LiveClient, scopes: readonly string[]): string[] {
  const { name, appType, grantTypes, authenticationMethod, grant, redirectUris } = client;
  const { appType: declaredType, useful } = DECLARED[grant.subjectType];
  const other = grantTypes.filter((type) => !useful.some((known) => known === type));
  return [
    ...checkIdentifier(name, { code: 'x', field: 'name', noSpaces: false }).map(
      ({ summary }) => `its name ${summary}`,
    ),
    ...(grant.subjectType === 'client' ? [] : whyNotForPeople(redirectUris)),
    ...(appType === declaredType
      ? []
      : [
          `it is of type ${appType === undefined ? 'none' : quote(appType)}, and up would make it ${quote(declaredType)}`,
        ]),
    ...(other.length === 0 ? [] : [`up would take away its grant types ${other.map(quote).join(', ')}`]),
    ...(authenticationMethod === 'client_secret_post'
      ? []
      : [
          `it authenticates by ${authenticationMethod === undefined ? 'a key' : quote(authenticationMethod)}, and up would make that "client_secret_post"`,
        ]),
    ...(grant.allScopes ? ['its grant is for all scopes, and up would make that a list'] : []),
    ...whyNotItsScopes(grant.scopes, scopes),
  ];
}

/** What `up` would write over, to the harm of no caller: it concerns ID tokens, or only allows more. */
function changed({ grantTypes, algorithm, oidcConformant, grant }: LiveClient): string[] {
  const { useful } = DECLARED[grant.subjectType];
  const added = useful.filter((type) => !grantTypes.includes(type));
  return [
    ...added.map((type) => `up gives it the grant type ${quote(type)}`),
    ...(algorithm === 'RS256'
      ? []
      : [
          `up changes the algorithm of its ID tokens from ${algorithm === undefined ? 'none' : quote(algorithm)} to "RS256"`,
        ]),
    ...(oidcConformant ? [] : ['up makes it OIDC conformant']),
  ];
}
