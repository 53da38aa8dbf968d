import type { Auth0AdoptArgs } from '../idp/auth0Adoption';
import type { ClientArgs } from '../protectedApiArgs';
import { checkRedirectUris } from '../rules/redirectUris';
import { checkIdentifier, quote } from '../rules/text';
import type { Unexpressed } from './exportedApi';
import type { LiveClient } from './liveAuth0';

export interface ExportedClients {
  readonly clients: Readonly<Record<string, ClientArgs<string>>>;
  readonly adopt: Required<Pick<Auth0AdoptArgs, 'clients' | 'grants'>>;
  readonly notExpressed: readonly Unexpressed[];
}

/**
 * The clients that `up` can take over without taking anything away from those who use them. Another one is left out whole: what
 * is not in the values stays as it is in Auth0.
 */
export function exportClients(live: readonly LiveClient[], scopes: readonly string[]): ExportedClients {
  const notExpressed: Unexpressed[] = [];
  const kept = live.filter((client) => {
    const reasons = whyLeftOut(client, scopes);
    const object = `Auth0 client ${quote(client.name)} (${client.clientId})`;
    if (reasons.length > 0)
      notExpressed.push({ object, reason: `left out, and untouched by up: ${reasons.join('; ')}` });
    else notExpressed.push(...changed(client).map((reason) => ({ object, reason })));
    return reasons.length === 0;
  });
  const keyed = withKeys(kept);
  const each = <T>(value: (client: LiveClient) => T): Record<string, T> =>
    Object.fromEntries(keyed.map(([key, client]) => [key, value(client)]));
  return {
    clients: each(({ name, description, grant, redirectUris }) => ({
      scopes: grant.scopes,
      ...(grant.subjectType === 'user' && { redirectUris }),
      displayName: name,
      // Left out, the provider would write a text of its own.
      description: description ?? '',
    })),
    adopt: { clients: each(({ clientId }) => clientId), grants: each(({ grant }) => grant.id) },
    notExpressed,
  };
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
  const undeclared = grant.scopes.filter((scope) => !scopes.includes(scope));
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
    ...(undeclared.length === 0
      ? []
      : [`its grant has scopes that the values do not declare: ${undeclared.map(quote).join(', ')}`]),
  ];
}

/** Redirect URIs that the program would refuse; the client cannot be declared without them. */
function whyNotForPeople(redirectUris: readonly string[]): string[] {
  return checkRedirectUris({ clients: { it: { redirectUris } } })
    .filter(({ severity }) => severity === 'error')
    .map(
      ({ summary, found }) =>
        `its list of redirect URIs ${summary}${found === undefined ? '' : `: ${found}`}`,
    );
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

/** `Backend service` becomes `backend-service`; a second one `backend-service-2`. */
function withKeys(clients: readonly LiveClient[]): [string, LiveClient][] {
  const taken = new Set<string>();
  return clients.map((client) => {
    const slug =
      client.name
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, '') || 'client';
    let key = slug;
    for (let count = 2; taken.has(key); count += 1) key = `${slug}-${count}`;
    taken.add(key);
    return [key, client];
  });
}
