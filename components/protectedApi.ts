import * as pulumi from '@pulumi/pulumi';
import type { ClientCredentialsOutput, ProvisionedApi } from './idp/identityProvider';
import { buildManifest, endpointUrl, type Manifest } from './manifest';
import { provisionOrds } from './ordsSide';
import { applyAccepted, describeProblem, problemsToError, type Problem } from './problem';
import { claimProfile } from './profileClaims';
import type { ProtectedApiArgs } from './protectedApiArgs';
import { checkAudience } from './rules/audience';
import { checkTrust } from './rules/profile';
import { checkValues } from './trust';

/**
 * One set of values, two systems that agree: an API with scopes and clients in the identity provider, and in ORDS a
 * privilege for each scope, the modules under them, and a JWT profile that trusts the issuer.
 *
 * A module that it protects never answers without a token: privileges come before publication in `up`, and `destroy`
 * unpublishes before it lets go.
 *
 * @throws OrdsError from the constructor, before anything is called, when the values cannot work; every problem is named.
 */
export class ProtectedApi<Scope extends string = string, Client extends string = never>
  extends pulumi.ComponentResource
{
  /** What the JWT profile trusts; equal to the tokens' `iss`. */
  readonly issuer: pulumi.Output<string>;
  /** Equal to the tokens' `aud`. */
  readonly audience: pulumi.Output<string>;
  readonly jwksUrl: pulumi.Output<string>;
  /** Client id and secret (a Pulumi secret) by the key of `clients`. */
  readonly clients: Readonly<Record<Client, ClientCredentialsOutput>>;
  /** URL of each module named by a scope, by module name. */
  readonly endpoints: Readonly<Record<string, pulumi.Output<string>>>;
  /** Secret-free description of both sides, for the command line: export it. */
  readonly manifest: pulumi.Output<Manifest>;

  constructor(
    name: string,
    args: ProtectedApiArgs<Scope, Client>,
    opts: pulumi.ComponentResourceOptions = {},
  ) {
    super('pulumi-ords:index:ProtectedApi', name, {}, opts);
    const { ords } = args;
    const accept = args.accept ?? [];
    const clients = (args.clients ?? {}) as Record<string, { scopes: readonly string[] }>;
    const report = (problems: readonly Problem[]): void => this.report(name, applyAccepted(problems, accept));

    report([
      ...checkValues({
        ...(typeof args.audience === 'string' && { audience: args.audience }),
        ...(typeof ords.baseUrl === 'string' && { ordsBaseUrl: ords.baseUrl }),
        scopes: args.scopes,
        clients,
        modules: ords.modules ?? {},
        jwtProfile: ords.jwtProfile ?? {},
      }),
      ...args.identityProvider.check(),
    ]);

    const baseUrl = pulumi.output(ords.baseUrl);
    const known = typeof args.audience === 'string' && typeof ords.baseUrl === 'string';
    const audience = pulumi.all([args.audience, baseUrl]).apply(([value, url]) => {
      if (!known) report(checkAudience(value, url));
      return value;
    });
    const schema = pulumi
      .all([ords.schema, ords.connection.user, ords.connection.connectString])
      .apply(([given, user, connectString]) => {
        const resolved = given ?? user.toUpperCase();
        claimProfile(name, resolved, connectString);
        return resolved;
      });

    const provisioned = args.identityProvider.provision(
      name,
      {
        audience,
        scopes: Object.entries<{ description?: string }>(args.scopes).map(([scope, { description }]) => ({
          name: scope,
          description,
        })),
        clients: Object.fromEntries(
          Object.entries<{ scopes: readonly string[]; displayName?: string; description?: string }>(
            clients,
          ).map(([key, client]) => [
            key,
            {
              scopes: client.scopes,
              displayName: client.displayName ?? `${name}-${key}`,
              description: client.description,
            },
          ]),
        ),
      },
      { parent: this },
    );
    const trust = checkedTrust(provisioned, args.identityProvider.issuerSlash, report);
    const alias =
      ords.schemaAlias === undefined
        ? schema.apply((text) => text.toLowerCase())
        : pulumi.output(ords.schemaAlias);
    const basePaths = provisionOrds(name, { scopes: args.scopes, ords, ...trust, alias }, this);

    this.issuer = trust.issuer;
    this.audience = trust.audience;
    this.jwksUrl = trust.jwksUrl;
    this.clients = provisioned.clients as Readonly<Record<Client, ClientCredentialsOutput>>;
    this.endpoints = Object.fromEntries(
      Object.entries(basePaths).map(([module, basePath]) => [
        module,
        pulumi.all([baseUrl, alias, basePath]).apply(([url, part, path]) => endpointUrl(url, part, path)),
      ]),
    );
    this.manifest = pulumi
      .all([
        args.identityProvider.manifest,
        trust,
        Object.fromEntries(
          Object.entries(provisioned.clients).map(([key, client]) => [key, client.clientId]),
        ),
        { schema, alias, baseUrl, connectString: ords.connection.connectString, user: ords.connection.user },
      ])
      .apply(([settings, { issuer, audience: known, jwksUrl }, clientIds, side]) =>
        buildManifest({
          api: name,
          identityProvider: { kind: args.identityProvider.kind, ...settings },
          issuer,
          audience: known,
          jwksUrl,
          authorisation: args.identityProvider.authorisation,
          scopes: args.scopes,
          clients: Object.fromEntries(
            Object.entries(clientIds).map(([key, clientId]) => [
              key,
              { clientId, scopes: [...(clients[key]?.scopes ?? [])] },
            ]),
          ),
          ords: {
            schema: side.schema,
            schemaAlias: side.alias,
            baseUrl: side.baseUrl,
            connectString: side.connectString,
            user: side.user,
            modules: Object.fromEntries(
              Object.entries(ords.modules ?? {}).map(([module, definition]) => [
                module,
                { basePath: definition.basePath, public: definition.public ?? false },
              ]),
            ),
          },
        }),
      );
    this.registerOutputs({
      issuer: this.issuer,
      audience: this.audience,
      jwksUrl: this.jwksUrl,
      clients: this.clients,
      endpoints: this.endpoints,
      manifest: this.manifest,
    });
  }

  private report(name: string, problems: readonly Problem[]): void {
    for (const problem of problems)
      if (problem.severity === 'warning') void pulumi.log.warn(describeProblem(problem), this);
    const error = problemsToError(name, problems);
    if (error) throw error;
  }
}

function checkedTrust(
  provisioned: ProvisionedApi,
  issuerSlash: 'required' | 'forbidden',
  report: (problems: readonly Problem[]) => void,
): Pick<ProvisionedApi, 'issuer' | 'audience' | 'jwksUrl'> {
  const checked = pulumi.all([provisioned.issuer, provisioned.jwksUrl]).apply(([issuer, jwksUrl]) => {
    report(checkTrust({ issuer, jwksUrl }, issuerSlash));
    return { issuer, jwksUrl };
  });
  return { issuer: checked.issuer, jwksUrl: checked.jwksUrl, audience: provisioned.audience };
}
