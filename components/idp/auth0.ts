import * as pulumi from '@pulumi/pulumi';
import { checkRoleClaimPointer } from '../rules/roleClaim';
import { checkAdoption, type Auth0AdoptArgs } from './auth0Adoption';
import { checkAuth0Texts } from './auth0Texts';
import { checkAuth0Settings, type SigningAlgorithm, type TokenDialect } from './auth0Rules';
import { declaredAudience, type IdentityProvider } from './identityProvider';
import { loadAuth0Api } from './loadProviderComponents';

/** Settings of {@link auth0}. */
export interface Auth0Args {
  /**
   * Host of the tenant without scheme and slash: `tenant.uk.auth0.com`; a port where it is not 443. The issuer
   * `https://<domain>/` and the JWKS URL are derived from it. A custom domain works when the tokens are requested from it.
   */
  readonly domain: pulumi.Input<string>;
  /** Name of the API in Auth0's console; default the name of the ProtectedApi. */
  readonly apiName?: string;
  /** Lifetime of an access token in seconds, 1 to 2592000; default Auth0's 86400. */
  readonly tokenLifetime?: number;
  /** Default `access_token`. The `rfc9068_*` dialects are refused: ORDS does not take `typ: at+jwt`. */
  readonly tokenDialect?: TokenDialect;
  /** Default `RS256`; `RS512` works too. ORDS verifies no other of Auth0's algorithms. */
  readonly signingAlgorithm?: SigningAlgorithm;
  /**
   * Role mode: JSON pointer to the claim, such as `/roles`, in which an Action of the tenant lists ORDS roles; a `/` inside a name is
   * `~1`. The Action is yours, nothing of it is made here. Default: scope mode.
   */
  readonly roleClaim?: string;
  /**
   * Take over an API and clients that exist already; default none. Pulumi imports them: `preview` shows what differs from
   * the values, `up` changes it. Only what a ProtectedApi declares is compared and written; the rest of an object stays. Declared are
   * also the scopes as a whole, and who gets tokens for people: applications with a grant, and nobody where no client has redirect URIs.
   * Remove an id once its object is gone: an import of what does not exist fails.
   */
  readonly adopt?: Auth0AdoptArgs;
  /** An explicit `Provider` of `@pulumi/auth0`; default the one configured by `auth0:domain` and so on, or the AUTH0_* environment. */
  readonly provider?: pulumi.ProviderResource;
}

/**
 * Auth0 as the identity provider of a `ProtectedApi`. Tokens authorise by scope: a scope equals a privilege's name; with `roleClaim` by
 * the roles in that claim.
 *
 * The operator's Management client needs create, read, update and delete on `resource_servers`, `clients` and
 * `client_grants`, and `read:client_keys` and `update:client_credentials` (facts/auth0.md 2.5).
 */
export function auth0(args: Auth0Args): IdentityProvider {
  return {
    kind: 'auth0',
    authorisation: () =>
      args.roleClaim === undefined ? { mode: 'scope' } : { mode: 'role', roleClaim: args.roleClaim },
    audience: 'declared',
    issuerSlash: 'required',
    manifest: { domain: args.domain },
    check: (name, request) => [
      ...checkAuth0Settings({
        ...(typeof args.domain === 'string' && { domain: args.domain }),
        ...(args.tokenLifetime !== undefined && { tokenLifetime: args.tokenLifetime }),
        ...(args.tokenDialect !== undefined && { tokenDialect: args.tokenDialect }),
        ...(args.signingAlgorithm !== undefined && { signingAlgorithm: args.signingAlgorithm }),
      }),
      ...(args.roleClaim === undefined
        ? []
        : checkRoleClaimPointer(args.roleClaim, 'identityProvider.roleClaim')),
      ...checkAuth0Texts(args.apiName ?? name, request),
      ...(args.adopt === undefined
        ? []
        : checkAdoption(args.adopt, {
            ...(request.plainAudience !== undefined && { audience: request.plainAudience }),
            clients: Object.keys(request.clients),
          })),
    ],
    provision: (name, request, opts) =>
      new (loadAuth0Api())(
        name,
        {
          ...request,
          audience: declaredAudience(request),
          domain: args.domain,
          displayName: args.apiName ?? name,
          ...(args.tokenLifetime !== undefined && { tokenLifetime: args.tokenLifetime }),
          ...(args.tokenDialect !== undefined && { tokenDialect: args.tokenDialect }),
          ...(args.signingAlgorithm !== undefined && { signingAlgorithm: args.signingAlgorithm }),
          ...(args.adopt !== undefined && { adopt: args.adopt }),
        },
        args.provider === undefined ? opts : pulumi.mergeOptions(opts, { providers: [args.provider] }),
      ),
  };
}
