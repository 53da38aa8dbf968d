import * as pulumi from '@pulumi/pulumi';
import { checkAgreement, watchAgreement } from './agreementSide';
import { apiRequest } from './apiRequest';
import type { ClientCredentialsOutput, IssuerSlash, ProvisionedApi } from './idp/identityProvider';
import { endpointUrl, type Manifest } from './manifest';
import { manifestOutput } from './manifestOutput';
import { claimSchema, provisionOrds } from './ordsSide';
import { applyAccepted, describeProblem, problemsToError, type Problem } from './problem';
import { claimedSchema, schemaInEffect } from './profileClaims';
import type { ClientArgs, ProtectedApiArgs } from './protectedApiArgs';
import { checkAudience, checkAudienceSource } from './rules/audience';
import { checkBaseUrl } from './rules/ordsUrl';
import { checkTrust } from './rules/profile';
import { checkScopeNames } from './rules/scopes';
import { checkValues, type Authorisation, type PlainValues } from './trust';
import { claimSchemaTrust, coverChildren } from './trustClaims';
import { checkTrustLevel } from './trustSide';

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
    const { ords, identityProvider } = args;
    const clients: Readonly<Record<string, ClientArgs<string>>> = args.clients ?? {};
    const report = (problems: readonly Problem[]): void =>
      this.report(name, applyAccepted(problems, args.accept ?? []));

    const request = {
      ...apiRequest(name, args.scopes, clients),
      ...(typeof args.audience === 'string' && { plainAudience: args.audience }),
    };
    const authorisation = identityProvider.authorisation(request);
    const ofProvider = identityProvider.check(name, request);
    report([
      ...checkAudienceSource(args.audience !== undefined, identityProvider.audience),
      ...checkValues(plainValues(args, authorisation)),
      ...ofProvider,
      ...checkAgreement(args),
      ...checkTrustLevel(ords, args.audience),
    ]);

    const baseUrl = pulumi.output(ords.baseUrl).apply((url) => {
      if (typeof ords.baseUrl !== 'string') report(checkBaseUrl(url));
      return url;
    });
    const known = typeof args.audience === 'string' && typeof ords.baseUrl === 'string';
    const audience =
      args.audience === undefined
        ? undefined
        : pulumi.all([args.audience, baseUrl]).apply(([value, url]) => {
            if (!known) report(checkAudience(value, url));
            // What depends on the audience could not be said before it was known.
            if (typeof args.audience !== 'string')
              report([
                ...checkScopeNames(Object.keys(args.scopes), value).filter(
                  ({ code }) => code === 'trust.scope.audience_prefix',
                ),
                ...withoutThose(
                  ofProvider,
                  identityProvider.check(name, { ...request, plainAudience: value }),
                ),
              ]);
            return value;
          });
    const schema =
      ords.trust === undefined
        ? claimedSchema(name, ords.schema, ords.connection)
        : schemaInEffect(ords.schema, ords.connection);
    if (ords.trust === undefined) {
      claimSchemaTrust({ holder: `ProtectedApi "${name}"`, baseUrl: ords.baseUrl });
      coverChildren(this);
    }
    const alias =
      ords.schemaAlias === undefined
        ? schema.apply((text) => text.toLowerCase())
        : pulumi.output(ords.schemaAlias);

    const claim = claimSchema(name, ords, audience, this);
    const provisioned = identityProvider.provision(
      name,
      { ...request, ...(audience !== undefined && { audience }), claim },
      { parent: this },
    );
    const trust = checkedTrust(provisioned, identityProvider.issuerSlash, report);
    const { basePaths, resources } = provisionOrds(
      name,
      {
        scopes: args.scopes,
        ords,
        ...trust,
        authorisation,
        alias,
        claim,
        report,
      },
      this,
    );

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
    this.manifest = manifestOutput({
      api: name,
      args,
      authorisation,
      trust,
      provisioned,
      schema,
      alias,
      claim: claim.token,
    });
    if (args.agreement !== false)
      watchAgreement(name, {
        args,
        manifest: this.manifest,
        provisioned,
        parent: this,
        after: [...provisioned.resources, ...resources],
      });
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

/** The problems that have not been reported already. */
function withoutThose(reported: readonly Problem[], problems: readonly Problem[]): Problem[] {
  return problems.filter(
    ({ code, field, found }) =>
      !reported.some((other) => other.code === code && other.field === field && other.found === found),
  );
}

/** The values that the rules can look at before anything is called; outputs are left out. */
function plainValues(args: ProtectedApiArgs<string, string>, authorisation: Authorisation): PlainValues {
  const { audience, scopes, clients, identityProvider, ords } = args;
  return {
    authorisation,
    ...(identityProvider.backdated !== undefined && { backdated: identityProvider.backdated }),
    ...(typeof audience === 'string' && { audience }),
    ...(typeof ords.baseUrl === 'string' && { ordsBaseUrl: ords.baseUrl }),
    ...(ords.schemaAlias !== undefined && { schemaAlias: ords.schemaAlias }),
    scopes,
    clients: clients ?? {},
    modules: ords.modules ?? {},
    jwtProfile: ords.jwtProfile ?? {},
  };
}

function checkedTrust(
  provisioned: ProvisionedApi,
  issuerSlash: IssuerSlash,
  report: (problems: readonly Problem[]) => void,
): Pick<ProvisionedApi, 'issuer' | 'audience' | 'jwksUrl'> {
  const checked = pulumi.all([provisioned.issuer, provisioned.jwksUrl]).apply(([issuer, jwksUrl]) => {
    report(checkTrust({ issuer, jwksUrl }, issuerSlash));
    return { issuer, jwksUrl };
  });
  return { issuer: checked.issuer, jwksUrl: checked.jwksUrl, audience: provisioned.audience };
}
