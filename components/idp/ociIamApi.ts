import * as pulumi from '@pulumi/pulumi';
import type { Domain } from '@pulumi/oci/identity/domain';
import { DomainsApp, type DomainsAppArgs } from '@pulumi/oci/identity/domainsApp';
import { AppActivation } from '../oci/appActivation';
import { AppNames } from '../oci/appNames';
import type { OciCredentialsArgs } from '../oci/credentials';
import { CustomClaim } from '../oci/customClaim';
import { jwksUrlOf } from '../oci/domainUrl';
import { askingForName } from '../oci/freeName';
import { SigningCertificateAccess } from '../oci/signingCertificateAccess';
import { ownerOf } from '../ords/ordsResource';
import { problemsToError } from '../problem';
import type { ApiRequest, ClientCredentialsOutput, ClientRequest } from './identityProvider';
import { adoptedApp, checkOciAdoption, type OciIamAdoptArgs } from './ociAdoption';
import { clientApp, resourceApp } from './ociApps';
import { appDescription, checkDescriptions } from './ociDescriptions';
import { domainOf } from './ociDomain';
import type { CreateDomainArgs } from './ociDomainArgs';
import { checkOciIamSettings } from './ociIamRules';
import { GROUPS } from './ociGroupClaim';
import { readDomainFacts } from './ociIssuer';
import { credentialsOf } from './ociProviderConfig';

/** Arguments of {@link OciIamApi}; either `domain` or `createDomain`. Meanings and defaults as in `ociIam(...)`. */
export interface OciIamApiArgs extends ApiRequest {
  readonly audience: pulumi.Input<string>;
  readonly domain?: pulumi.Input<string>;
  readonly createDomain?: CreateDomainArgs;
  /** Name of the API in the domain. */
  readonly displayName: string;
  readonly publicSigningCertificate?: boolean;
  readonly tokenLifetime?: number;
  readonly groupClaim?: string;
  readonly groupClaimExists?: boolean;
  readonly adopt?: OciIamAdoptArgs;
  readonly credentials?: OciCredentialsArgs;
}

/** What one app needs besides its inputs. */
interface AppPlace {
  /** SCIM id of the app that is taken over. */
  readonly existing: string | undefined;
  readonly description?: string;
  readonly after: readonly pulumi.Resource[];
  /** Outputs that are secrets, besides its secrets. */
  readonly secrets?: readonly string[];
}

/**
 * The OCI IAM side: a confidential resource app with its primary audience and scopes, and for each client an app that may ask for exactly its
 * scopes. Each app has an `AppActivation`, so that `destroy` can delete it; clients go before the API that defines their scopes.
 */
export class OciIamApi extends pulumi.ComponentResource {
  /** As the domain's discovery document says it. */
  readonly issuer: pulumi.Output<string>;
  /** The primary audience. */
  readonly audience: pulumi.Output<string>;
  readonly jwksUrl: pulumi.Output<string>;
  /** Client id and secret, both secrets. */
  readonly clients: Readonly<Record<string, ClientCredentialsOutput>>;
  /** Origin of the domain, without a slash. */
  readonly domainUrl: pulumi.Output<string>;
  readonly resources: readonly pulumi.Resource[] = [this];
  /** For the manifest of a ProtectedApi. */
  readonly manifest: Readonly<Record<string, pulumi.Output<string>>>;
  /** The domain that was made; undefined for one that existed. */
  readonly domain: Domain | undefined;
  readonly api: DomainsApp;
  /** @internal As given, or of the configuration `oci:*`; for the Agreement of a ProtectedApi. */
  readonly ociCredentials: OciCredentialsArgs | undefined;

  constructor(name: string, args: OciIamApiArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super('pulumi-ords:index:OciIamApi', name, {}, opts);
    const { adopt = {} } = args;
    const problems = [
      ...checkOciIamSettings(args),
      ...checkOciAdoption(adopt, { domain: args.domain, clients: Object.keys(args.clients) }),
      ...(args.claim ? checkDescriptions(name, args, adopt) : []),
    ];
    const error = problemsToError(name, problems, 'OciIamApi');
    if (error) throw error;
    const { url, created } = domainOf(name, args, args.displayName, this);
    this.domainUrl = url;
    this.domain = created;
    this.manifest = { domainUrl: url };
    this.ociCredentials = credentialsOf(args.credentials);
    this.jwksUrl = url.apply(jwksUrlOf);
    this.issuer = this.readIssuer(args.publicSigningCertificate === true, created !== undefined);

    const place = { domainUrl: url, credentials: this.ociCredentials };
    const apps = [
      { name: args.displayName, existing: adopt.api },
      ...Object.entries(args.clients).map(([key, { displayName }]) => ({
        name: displayName,
        existing: adopt.clients?.[key],
      })),
    ];
    const adopted = apps.filter(({ existing }) => existing !== undefined).map((app) => app.name);
    const names = new AppNames(
      `${name}-names`,
      {
        ...place,
        names: apps.map((app) => app.name),
        ...(adopted.length > 0 && { adopted }),
        claim: args.claim,
      },
      { parent: this },
    );
    if (args.publicSigningCertificate === true)
      new SigningCertificateAccess(`${name}-signing-certificate`, place, { parent: this });

    const api = this.createApp(`${name}-api`, resourceApp(args), args, {
      existing: adopt.api,
      after: [names],
    });
    this.api = api.app;
    this.audience = api.app.audience;
    this.clients = Object.fromEntries(
      Object.entries(args.clients).map(([key, client]) => [
        key,
        this.createClient(`${name}-${key}`, client, args, {
          existing: adopt.clients?.[key],
          after: [names, api.activation],
        }),
      ]),
    );
    if (args.groupClaim !== undefined && args.groupClaimExists !== true)
      new CustomClaim(
        `${name}-group-claim`,
        {
          ...place,
          name: args.groupClaim,
          value: GROUPS,
          scopes: this.fullScopes(args.scopes.map((scope) => scope.name)),
        },
        { parent: this, dependsOn: [api.activation] },
      );
    this.registerOutputs({
      issuer: this.issuer,
      audience: this.audience,
      jwksUrl: this.jwksUrl,
      domainUrl: this.domainUrl,
    });
  }

  /** Known once the domain is, without any resource of it: a preview of an existing domain shows the trust. */
  private readIssuer(isOpened: boolean, isNew: boolean): pulumi.Output<string> {
    return this.domainUrl.apply(async (origin) => {
      const { issuer, publicKeys } = await readDomainFacts(origin, { isNew });
      if (publicKeys === false && !isOpened)
        void pulumi.log.warn(
          `${jwksUrlOf(origin)} answers only after a sign-in, so that ORDS cannot read the keys and refuses every token [oci.jwks.closed]. Next: set publicSigningCertificate: true, or tick "Configure client access" in the settings of the domain`,
          this,
        );
      return issuer;
    });
  }

  private createClient(
    name: string,
    client: ClientRequest,
    args: OciIamApiArgs,
    place: Pick<AppPlace, 'existing' | 'after'>,
  ): ClientCredentialsOutput {
    const allowed = this.fullScopes(client.scopes).apply((scopes) => scopes.map((fqs) => ({ fqs })));
    const { description } = client;
    const { app } = this.createApp(name, clientApp(client, allowed), args, {
      ...place,
      ...(description !== undefined && { description }),
      secrets: ['name'],
    });
    return { clientId: pulumi.secret(app.name), clientSecret: pulumi.secret(app.clientSecret) };
  }

  private createApp(
    name: string,
    inputs: Omit<DomainsAppArgs, 'idcsEndpoint' | 'description'>,
    { claim, adopt = {}, domain }: OciIamApiArgs,
    { existing, description, after, secrets = [] }: AppPlace,
  ): { readonly app: DomainsApp; readonly activation: AppActivation } {
    const place = { domainUrl: this.domainUrl, credentials: this.ociCredentials };
    const adopted = adoptedApp(adopt, existing, domain);
    const { isKept = false, options: { ignoreChanges = [], ...options } = {} } = adopted ?? {};
    const { forceDelete, ...declared } = inputs;
    const app = new DomainsApp(
      name,
      {
        ...declared,
        // No app that stays is written for the sake of its deletion.
        ...(!isKept && { forceDelete }),
        idcsEndpoint: this.domainUrl,
        // Whoever finds an app that a killed run has left can tell whose it is. One that was taken over is not the stack's own.
        ...(claim && adopted === undefined
          ? {
              description: pulumi
                .output(ownerOf(name, claim))
                .apply((owner) => appDescription(description, owner)),
            }
          : description !== undefined && { description }),
      },
      {
        parent: this,
        dependsOn: [...after],
        // A display name is free only once its app is gone.
        deleteBeforeReplace: true,
        additionalSecretOutputs: ['clientSecret', 'hashedClientSecret', ...secrets],
        // The name of an app that is taken over is its own.
        ...(adopted === undefined &&
          askingForName(name, { ...place, displayName: inputs.displayName, claim })),
        ...options,
        ignoreChanges: ['schemas', ...ignoreChanges],
      },
    );
    const activation = new AppActivation(
      `${name}-activation`,
      { ...place, appId: app.id },
      // An app that stays is not deactivated.
      { parent: this, retainOnDelete: isKept },
    );
    return { app, activation };
  }

  /** Audience and scope in one, as the domain itself puts them together (facts/oci-iam.md 2.2). */
  private fullScopes(names: readonly string[]): pulumi.Output<string[]> {
    return pulumi
      .all([this.api.scopes, this.api.audience])
      .apply(([scopes, audience]) =>
        names.map((name) => scopes.find(({ value }) => value === name)?.fqs || `${audience}${name}`),
      );
  }
}
