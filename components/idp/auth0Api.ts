import * as auth0 from '@pulumi/auth0';
import * as pulumi from '@pulumi/pulumi';
import { problemsToError } from '../problem';
import { adopting } from './adoption';
import { checkAdoption, type Auth0AdoptArgs } from './auth0Adoption';
import { UNDECLARED } from './auth0Undeclared';
import { auth0Client } from './auth0Client';
import { userPolicyOf } from './auth0UserPolicy';
import {
  isForPeople,
  type ApiRequest,
  type ClientCredentialsOutput,
  type ClientRequest,
} from './identityProvider';
import type { SigningAlgorithm, TokenDialect } from './auth0Rules';

/**
 * Who gets tokens. Whether a grant of subject type `user` narrows anything under Auth0's default policy `allow_all` has no source; under
 * `require_client_grant` it is what an application of people may ask for. Without offline access Auth0 issues no refresh token.
 */
function access(clients: readonly ClientRequest[]) {
  return {
    ...(clients.some(isForPeople) && { allowOfflineAccess: true }),
    subjectTypeAuthorization: {
      client: { policy: 'require_client_grant' },
      user: { policy: userPolicyOf(clients) },
    },
  } satisfies Partial<auth0.ResourceServerArgs>;
}

/** Arguments of {@link Auth0Api}. */
export interface Auth0ApiArgs extends ApiRequest {
  readonly audience: pulumi.Input<string>;
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
 * The Auth0 side: an API with its scopes, and for each client an application (M2M, or a regular web application where it has
 * redirect URIs), its credentials and its grant, for itself or for the people who sign in to it.
 *
 * Names are set explicitly (Pulumi would add a random suffix), and a changed audience makes the new API and the new grants
 * before the old ones go. Scopes are owned as a whole set (`ResourceServerScopes`), and every grant waits for them: a
 * grant that came first would name scopes that the API does not have, without an error (facts/auth0.md 2.3). Only clients with a grant
 * get tokens; where none has redirect URIs, nobody gets one for people.
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

    const granted = access(Object.values(args.clients));
    const undeclared = UNDECLARED.api.filter((property) => !Object.hasOwn(granted, property));
    this.resourceServer = new auth0.ResourceServer(
      `${name}-api`,
      {
        identifier: args.audience,
        name: args.displayName,
        signingAlg: args.signingAlgorithm ?? 'RS256',
        ...(args.tokenLifetime !== undefined && { tokenLifetime: args.tokenLifetime }),
        ...(args.tokenDialect !== undefined && { tokenDialect: args.tokenDialect }),
        ...granted,
      },
      // The plugin asks for delete-before-create when a name is set (facts/auth0.md, Observed): a gap without API and grants.
      { parent: this, deleteBeforeReplace: false, ...adopting(adopt, adopt.api, undeclared) },
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
        auth0Client(`${name}-${key}`, client, {
          api: this.resourceServer,
          scopes: this.scopes,
          parent: this,
          claim: args.claim,
          key,
          adopt,
        }),
      ]),
    );
    this.registerOutputs({ issuer: this.issuer, audience: this.audience, jwksUrl: this.jwksUrl });
  }
}
