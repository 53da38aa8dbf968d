import { Application } from '@pulumi/azuread/application';
import { ApplicationIdentifierUri } from '@pulumi/azuread/applicationIdentifierUri';
import { ApplicationPassword } from '@pulumi/azuread/applicationPassword';
import { AppRoleAssignment } from '@pulumi/azuread/appRoleAssignment';
import { getClientConfigOutput } from '@pulumi/azuread/getClientConfig';
import { ServicePrincipal } from '@pulumi/azuread/servicePrincipal';
import * as pulumi from '@pulumi/pulumi';
import { markText } from '../ords/lifecycle/mark';
import { ownerOf } from '../ords/ordsResource';
import { problemsToError } from '../problem';
import { apiApplication, clientApplication } from './entraApps';
import { readDirectoryTrust } from './entraIssuer';
import { entraMode, type EntraMode } from './entraMode';
import { permissionId } from './entraPermissions';
import { cloudSettings, loginEndpoint } from './entraProviderConfig';
import { checkEntraRequest, checkEntraSettings } from './entraRules';
import {
  isForPeople,
  type ApiRequest,
  type ClientCredentialsOutput,
  type ClientRequest,
} from './identityProvider';

/** Arguments of {@link EntraApi}. Meanings and defaults as in `entra(...)`. */
export interface EntraApiArgs extends Omit<ApiRequest, 'audience' | 'plainAudience'> {
  readonly tenantId: pulumi.Input<string>;
  /** Name of the API's application. */
  readonly displayName: string;
  readonly mode?: EntraMode;
  readonly assignmentRequired?: boolean;
  readonly secretEndDate?: pulumi.Input<string>;
  readonly owners?: pulumi.Input<pulumi.Input<string>[]>;
}

/**
 * The Microsoft Entra side: an application for the API with its service principal, and for each client an application, a service principal
 * and a secret; machines get the app role of each of their scopes. Roles are taken away before the API goes.
 */
export class EntraApi extends pulumi.ComponentResource {
  /** Of the directory, version 2, as its discovery document says it. */
  readonly issuer: pulumi.Output<string>;
  /** The client id of the API's application. */
  readonly audience: pulumi.Output<string>;
  readonly jwksUrl: pulumi.Output<string>;
  readonly clients: Readonly<Record<string, ClientCredentialsOutput>>;
  readonly resources: readonly pulumi.Resource[] = [this];
  /** For the manifest of a ProtectedApi. */
  readonly manifest: Readonly<Record<string, pulumi.Output<string>>>;
  readonly api: Application;
  /** Of the API; what roles are assigned for. */
  readonly principal: ServicePrincipal;

  private readonly owners: pulumi.Input<pulumi.Input<string>[]>;

  constructor(name: string, args: EntraApiArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super('pulumi-ords:index:EntraApi', name, {}, opts);
    const mode = entraMode(args.mode, args.clients);
    const error = problemsToError(
      name,
      [...checkEntraSettings(args, new Date()), ...checkEntraRequest(args.displayName, args, mode)],
      'EntraApi',
    );
    if (error) throw error;
    const login = pulumi.output(cloudSettings()).apply(loginEndpoint);
    const trust = pulumi
      .all([login, args.tenantId])
      .apply(([endpoint, tenantId]) => readDirectoryTrust(endpoint, tenantId));
    this.issuer = trust.issuer;
    this.jwksUrl = trust.jwksUrl;
    this.manifest = { tenantId: pulumi.output(args.tenantId), loginEndpoint: login };
    // With the right Application.ReadWrite.OwnedBy alone an application can be changed by its owners only (facts/entra.md 1.4).
    this.owners = args.owners ?? [getClientConfigOutput({ parent: this }).objectId];

    this.api = this.createApplication(`${name}-api`, apiApplication({ ...args, mode }), args);
    this.audience = this.api.clientId;
    this.principal = this.createPrincipal(`${name}-api`, this.api, {
      // Somebody without any role would get a token all the same, only one without roles.
      appRoleAssignmentRequired: args.assignmentRequired ?? mode === 'role',
    });
    if (Object.values(args.clients).some(isForPeople))
      // People ask for `api://<client id>/<scope>`, the only form that Microsoft documents for them (facts/entra.md 6.4).
      new ApplicationIdentifierUri(
        `${name}-api-uri`,
        { applicationId: this.api.id, identifierUri: pulumi.interpolate`api://${this.api.clientId}` },
        { parent: this },
      );
    this.clients = Object.fromEntries(
      Object.entries(args.clients).map(([key, client]) => [
        key,
        this.createClient(`${name}-${key}`, client, args),
      ]),
    );
    this.registerOutputs({ issuer: this.issuer, audience: this.audience, jwksUrl: this.jwksUrl });
  }

  private createClient(name: string, client: ClientRequest, args: EntraApiArgs): ClientCredentialsOutput {
    const application = this.createApplication(
      name,
      clientApplication(client, this.api.clientId),
      args,
      client,
    );
    const principal = this.createPrincipal(name, application, {});
    const password = new ApplicationPassword(
      `${name}-secret`,
      {
        applicationId: application.id,
        displayName: 'pulumi-ords',
        ...(args.secretEndDate !== undefined && { endDate: args.secretEndDate }),
      },
      { parent: this },
    );
    if (!isForPeople(client))
      for (const scope of client.scopes)
        new AppRoleAssignment(
          `${name}-${scope}`,
          {
            appRoleId: permissionId(scope),
            principalObjectId: principal.objectId,
            resourceObjectId: this.principal.objectId,
          },
          { parent: this },
        );
    return { clientId: application.clientId, clientSecret: pulumi.secret(password.value) };
  }

  private createApplication(
    name: string,
    inputs: ReturnType<typeof apiApplication>,
    { claim }: EntraApiArgs,
    client?: ClientRequest,
  ): Application {
    return new Application(
      name,
      {
        ...inputs,
        owners: this.owners,
        ...(client?.description !== undefined && { description: client.description }),
        // Whoever finds an application that a killed run has left can tell whose it is.
        ...(claim && { notes: pulumi.output(ownerOf(name, claim)).apply(markText) }),
      },
      // Another operator is no drift, and the URI has a resource of its own.
      { parent: this, ignoreChanges: ['owners', 'identifierUris'] },
    );
  }

  private createPrincipal(
    name: string,
    application: Application,
    settings: { readonly appRoleAssignmentRequired?: boolean },
  ): ServicePrincipal {
    return new ServicePrincipal(
      `${name}-principal`,
      { clientId: application.clientId, owners: this.owners, ...settings },
      { parent: this, ignoreChanges: ['owners'] },
    );
  }
}
