import * as auth0 from '@pulumi/auth0';
import * as pulumi from '@pulumi/pulumi';
import { problemsToError } from '../problem';
import { adopting, checkAdoption, type Auth0AdoptArgs } from './auth0Adoption';
import { UNDECLARED } from './auth0Undeclared';
import type { ApiRequest, ClientCredentialsOutput, ClientRequest } from './identityProvider';
import type { Claim } from '../ords/claim';
import type { SigningAlgorithm, TokenDialect } from './auth0Rules';
import { CLIENT_MARK, clientMark } from './clientMark';

/** Arguments of {@link Auth0Api}. */
export interface Auth0ApiArgs extends ApiRequest {
  /** Host of the tenant, e.g. `tenant.uk.auth0.com`. */
  readonly domain: pulumi.Input<string>;
  /** Name of the API in Auth0's console. */
  readonly displayName: string;
  /** Seconds; default Auth0's own, 86400. */
  readonly tokenLifetime?: number;
  /** Default Auth0's own, `access_token`. */
  readonly tokenDialect?: TokenDialect;
  /** Default `RS256`. */
  readonly signingAlgorithm?: SigningAlgorithm;
  /** What exists already and is taken over; default nothing. */
  readonly adopt?: Auth0AdoptArgs;
}

/**
 * The Auth0 side: an API with its scopes, and for each client an M2M application, its credentials and its grant.
 *
 * Names are set explicitly (Pulumi would add a random suffix), and a changed audience makes the new API and the new grants
 * before the old ones go. Scopes are owned as a whole set (`ResourceServerScopes`), and every grant waits for them: a
 * grant that came first would name scopes that the API does not have, without an error (facts/auth0.md 2.3).
 */
export class Auth0Api extends pulumi.ComponentResource {
  /** `https://<domain>/`, with the slash that Auth0's tokens carry. */
  readonly issuer: pulumi.Output<string>;
  /** The API identifier. */
  readonly audience: pulumi.Output<string>;
  readonly jwksUrl: pulumi.Output<string>;
  readonly clients: Readonly<Record<string, ClientCredentialsOutput>>;
  readonly resources: readonly pulumi.Resource[] = [this];
  readonly resourceServer: auth0.ResourceServer;
  readonly scopes: auth0.ResourceServerScopes;

  constructor(name: string, args: Auth0ApiArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super('pulumi-ords:index:Auth0Api', name, {}, opts);
    const { adopt = {} } = args;
    const audience = args.plainAudience ?? (typeof args.audience === 'string' ? args.audience : undefined);
    const problems = checkAdoption(adopt, {
      ...(audience !== undefined && { audience }),
      clients: Object.keys(args.clients),
    });
    const error = problemsToError(name, problems, 'Auth0Api');
    if (error) throw error;
    const domain = pulumi.output(args.domain);
    this.issuer = pulumi.interpolate`https://${domain}/`;
    this.jwksUrl = pulumi.interpolate`https://${domain}/.well-known/jwks.json`;

    this.resourceServer = new auth0.ResourceServer(
      `${name}-api`,
      {
        identifier: args.audience,
        name: args.displayName,
        signingAlg: args.signingAlgorithm ?? 'RS256',
        ...(args.tokenLifetime !== undefined && { tokenLifetime: args.tokenLifetime }),
        ...(args.tokenDialect !== undefined && { tokenDialect: args.tokenDialect }),
      },
      // The plugin asks for delete-before-create when a name is set (facts/auth0.md, Observed): a gap without API and grants.
      { parent: this, deleteBeforeReplace: false, ...adopting(adopt, adopt.api, UNDECLARED.api) },
    );
    this.audience = this.resourceServer.identifier;
    this.scopes = new auth0.ResourceServerScopes(
      `${name}-scopes`,
      {
        resourceServerIdentifier: this.resourceServer.identifier,
        scopes: args.scopes.map((scope) => ({
          name: scope.name,
          ...(scope.description !== undefined && { description: scope.description }),
        })),
      },
      {
        parent: this,
        deleteBeforeReplace: false,
        ...adopting(adopt, adopt.api === undefined ? undefined : audience),
      },
    );
    this.clients = Object.fromEntries(
      Object.entries(args.clients).map(([key, client]) => [
        key,
        this.createClient(`${name}-${key}`, client, args.claim, {
          client: adopting(adopt, adopt.clients?.[key], UNDECLARED.client),
          credentials: adopting(adopt, adopt.clients?.[key]),
          grant: grantOptions(adopt, key),
        }),
      ]),
    );
    this.registerOutputs({ issuer: this.issuer, audience: this.audience, jwksUrl: this.jwksUrl });
  }

  private createClient(
    name: string,
    request: ClientRequest,
    claim: Claim | undefined,
    options: Readonly<Record<'client' | 'credentials' | 'grant', pulumi.CustomResourceOptions>>,
  ): ClientCredentialsOutput {
    const stack = `${pulumi.getProject()}/${pulumi.getStack()}`;
    const client = new auth0.Client(
      name,
      {
        name: request.displayName,
        ...(request.description !== undefined && { description: request.description }),
        appType: 'non_interactive',
        // Left out, Auth0 grants a client four grant types (facts/auth0.md 2.4).
        grantTypes: ['client_credentials'],
        jwtConfiguration: { alg: 'RS256' },
        oidcConformant: true,
        // The plugin may write a client and lose it (facts/auth0.md 1.5): whoever finds it can tell whose it is. One that was
        // taken over is not the stack's own and gets no mark.
        ...(claim &&
          options.client.import === undefined && {
            clientMetadata: {
              [CLIENT_MARK]: claim.token.apply((token) =>
                clientMark({ stack, resource: name, claim: token }),
              ),
            },
          }),
      },
      { parent: this, ...options.client },
    );
    const credentials = new auth0.ClientCredentials(
      `${name}-credentials`,
      { clientId: client.clientId, authenticationMethod: 'client_secret_post' },
      { parent: this, ...options.credentials },
    );
    new auth0.ClientGrant(
      `${name}-grant`,
      { clientId: client.clientId, audience: this.resourceServer.identifier, scopes: [...request.scopes] },
      { parent: this, dependsOn: [this.scopes], deleteBeforeReplace: false, ...options.grant },
    );
    return { clientId: client.clientId, clientSecret: pulumi.secret(credentials.clientSecret) };
  }
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
