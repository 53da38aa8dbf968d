import * as auth0 from '@pulumi/auth0';
import * as pulumi from '@pulumi/pulumi';
import type { Claim } from '../ords/claim';
import { adopting } from './adoption';
import type { Auth0AdoptArgs } from './auth0Adoption';
import { UNDECLARED } from './auth0Undeclared';
import { CLIENT_MARK, clientMark } from './clientMark';
import { isForPeople, type ClientCredentialsOutput, type ClientRequest } from './identityProvider';

/** Where a client belongs. */
interface Place {
  readonly api: auth0.ResourceServer;
  readonly scopes: auth0.ResourceServerScopes;
  readonly parent: pulumi.Resource;
  readonly claim: Claim | undefined;
  /** Under `clients`. */
  readonly key: string;
  readonly adopt: Auth0AdoptArgs;
}

/** An application, its credentials and its grant: for itself, or with redirect URIs for the people who sign in to it. */
export function auth0Client(name: string, request: ClientRequest, place: Place): ClientCredentialsOutput {
  const { api, parent, claim, key, adopt } = place;
  const existing = adopt.clients?.[key];
  const stack = `${pulumi.getProject()}/${pulumi.getStack()}`;
  const client = new auth0.Client(
    name,
    {
      name: request.displayName,
      ...(request.description !== undefined && { description: request.description }),
      // Left out, Auth0 grants a client four grant types (facts/auth0.md 2.4).
      ...(request.redirectUris === undefined
        ? { appType: 'non_interactive', grantTypes: ['client_credentials'] }
        : {
            appType: 'regular_web',
            grantTypes: ['authorization_code', 'refresh_token'],
            callbacks: [...request.redirectUris],
          }),
      jwtConfiguration: { alg: 'RS256' },
      oidcConformant: true,
      // The plugin may write a client and lose it (facts/auth0.md 1.5): whoever finds it can tell whose it is. One that was
      // taken over is not the stack's own and gets no mark.
      ...(claim &&
        existing === undefined && {
          clientMetadata: {
            [CLIENT_MARK]: claim.token.apply((token) => clientMark({ stack, resource: name, claim: token })),
          },
        }),
    },
    { parent, ...adopting(adopt, existing, undeclaredOf(request)) },
  );
  const credentials = new auth0.ClientCredentials(
    `${name}-credentials`,
    { clientId: client.clientId, authenticationMethod: 'client_secret_post' },
    { parent, ...adopting(adopt, existing) },
  );
  new auth0.ClientGrant(
    `${name}-grant`,
    {
      clientId: client.clientId,
      audience: api.identifier,
      scopes: [...request.scopes],
      ...(isForPeople(request) && { subjectType: 'user' }),
    },
    { parent, dependsOn: [place.scopes], deleteBeforeReplace: false, ...grantOptions(adopt, key) },
  );
  return { clientId: client.clientId, clientSecret: pulumi.secret(credentials.clientSecret) };
}

function undeclaredOf(client: ClientRequest): readonly string[] {
  return isForPeople(client) ? UNDECLARED.client.filter((name) => name !== 'callbacks') : UNDECLARED.client;
}

/** A client and an API that were both there may have had a grant, which the provider takes over without a word. */
function grantOptions(adopt: Auth0AdoptArgs, key: string): pulumi.CustomResourceOptions {
  const id = adopt.grants?.[key];
  if (id !== undefined) return adopting(adopt, id, UNDECLARED.grant);
  const mayExist = adopt.api !== undefined && adopt.clients?.[key] !== undefined;
  return mayExist
    ? { retainOnDelete: adopt.onDelete !== 'delete', ignoreChanges: [...UNDECLARED.grant] }
    : {};
}
