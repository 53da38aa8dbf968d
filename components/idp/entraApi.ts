import { Application, type ApplicationArgs } from '@pulumi/azuread/application';
import { ApplicationIdentifierUri } from '@pulumi/azuread/applicationIdentifierUri';
import { ApplicationPassword } from '@pulumi/azuread/applicationPassword';
import { AppRoleAssignment } from '@pulumi/azuread/appRoleAssignment';
import { getClientConfigOutput } from '@pulumi/azuread/getClientConfig';
import { ServicePrincipal, type ServicePrincipalArgs } from '@pulumi/azuread/servicePrincipal';
import * as pulumi from '@pulumi/pulumi';
import { withHooks } from '../hooks';
import { problemsToError } from '../problem';
import {
  checkEntraAdoption,
  EntraAdoption,
  type EntraAdoptArgs,
  type EntraAdoptedApplication,
} from './entraAdoption';
import { apiApplication, clientApplication } from './entraApps';
import { readDirectoryTrust } from './entraIssuer';
import { keepingIdentifierUris } from './entraKeptUris';
import { replacingLeftAssignment } from './entraLeftAssignment';
import { markOf } from './entraMark';
import { entraMode, type EntraMode } from './entraMode';
import { permissionId } from './entraPermissions';
import { cloudSettings, loginEndpoint } from './entraProviderConfig';
import { checkEntraRequest, checkEntraSettings } from './entraRules';
import { disablingSharedPermissions } from './entraSharedPermissions';
import { UNDECLARED } from './entraUndeclared';
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
  readonly adopt?: EntraAdoptArgs;
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
  private readonly adoption: EntraAdoption;

  constructor(name: string, args: EntraApiArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super('pulumi-ords:index:EntraApi', name, {}, opts);
    const mode = entraMode(args.mode, args.clients);
    const error = problemsToError(
      name,
      [
        ...checkEntraSettings(args, new Date()),
        ...checkEntraRequest(args.displayName, args, mode),
        ...checkEntraAdoption(args.adopt ?? {}, args.clients),
      ],
      'EntraApi',
    );
    if (error) throw error;
    this.adoption = new EntraAdoption(args.adopt);
    const existing = this.adoption.api;
    const login = pulumi.output(cloudSettings()).apply(loginEndpoint);
    const trust = pulumi
      .all([login, args.tenantId])
      .apply(([endpoint, tenantId]) => readDirectoryTrust(endpoint, tenantId));
    this.issuer = trust.issuer;
    this.jwksUrl = trust.jwksUrl;
    this.manifest = { tenantId: pulumi.output(args.tenantId), loginEndpoint: login };
    // With the right Application.ReadWrite.OwnedBy alone an application can be changed by its owners only (facts/entra.md 1.4).
    this.owners = args.owners ?? [getClientConfigOutput({ parent: this }).objectId];

    this.api = this.createApplication(
      `${name}-api`,
      { ...apiApplication({ ...args, mode, existing }), ...markOf(`${name}-api`, args.claim, existing) },
      { ...this.adoption.application(existing, UNDECLARED.api), ...withHooks(updateHooks()) },
    );
    this.audience = this.api.clientId;
    this.principal = this.createPrincipal(
      `${name}-api-principal`,
      {
        clientId: this.api.clientId,
        // Somebody without any role would get a token all the same, only one without roles.
        appRoleAssignmentRequired: args.assignmentRequired ?? mode === 'role',
        ...markOf(`${name}-api-principal`, args.claim, existing?.principal),
      },
      existing,
    );
    if (Object.values(args.clients).some(isForPeople))
      // People ask for `api://<client id>/<scope>`, the only form that Microsoft documents for them (facts/entra.md 6.4).
      new ApplicationIdentifierUri(
        `${name}-api-uri`,
        { applicationId: this.api.id, identifierUri: pulumi.interpolate`api://${this.api.clientId}` },
        { parent: this, ...this.adoption.identifierUri() },
      );
    this.clients = Object.fromEntries(
      Object.entries(args.clients).map(([key, client]) => [key, this.createClient(name, key, client, args)]),
    );
    this.registerOutputs({ issuer: this.issuer, audience: this.audience, jwksUrl: this.jwksUrl });
  }

  private createClient(
    api: string,
    key: string,
    client: ClientRequest,
    args: EntraApiArgs,
  ): ClientCredentialsOutput {
    const name = `${api}-${key}`;
    const existing = this.adoption.client(key);
    const isOwn = existing === undefined && this.adoption.api === undefined;
    const { description } = client;
    const undeclared = UNDECLARED[isForPeople(client) ? 'people' : 'machine'];
    const application = this.createApplication(
      name,
      {
        ...clientApplication(client, this.api.clientId, this.adoption.api),
        ...(description !== undefined && { description }),
        ...markOf(name, args.claim, existing),
      },
      this.adoption.application(
        existing,
        undeclared.filter((property) => property !== 'description' || description === undefined),
      ),
    );
    const principal = this.createPrincipal(
      `${name}-principal`,
      { clientId: application.clientId, ...markOf(`${name}-principal`, args.claim, existing?.principal) },
      existing,
    );
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
      for (const scope of client.scopes) {
        const assignment = {
          appRoleId: permissionId(scope, this.adoption.api),
          principalObjectId: principal.objectId,
          resourceObjectId: this.principal.objectId,
        };
        new AppRoleAssignment(`${name}-${scope}`, assignment, {
          parent: this,
          ...(isOwn && replacingLeftAssignment(assignment)),
          ...this.adoption.assignment(key, scope, principal),
        });
      }
    return { clientId: application.clientId, clientSecret: pulumi.secret(password.value) };
  }

  private createApplication(
    name: string,
    inputs: ApplicationArgs,
    { ignoreChanges = [], ...options }: pulumi.CustomResourceOptions,
  ): Application {
    return new Application(
      name,
      { ...inputs, owners: this.owners },
      // Another operator is no drift, and the URI has a resource of its own.
      { parent: this, ...options, ignoreChanges: ['owners', 'identifierUris', ...ignoreChanges] },
    );
  }

  private createPrincipal(
    name: string,
    inputs: ServicePrincipalArgs,
    existing: EntraAdoptedApplication | undefined,
  ): ServicePrincipal {
    const { ignoreChanges = [], ...options } = this.adoption.principal(existing);
    return new ServicePrincipal(
      name,
      {
        ...inputs,
        owners: this.owners,
        // An application of one's own has one in its directory. Where an interrupted run has left it, it is taken over; it goes with the
        // application, not by a deletion of its own (learn.microsoft.com, "Application and service principal objects").
        ...(existing === undefined && { useExisting: true }),
      },
      { parent: this, ...options, ignoreChanges: ['owners', ...ignoreChanges] },
    );
  }
}

/** What the official provider alone gets wrong when the application of the API changes. */
function updateHooks(): Pick<pulumi.ResourceHookBinding, 'beforeUpdate' | 'afterUpdate'> {
  const { beforeUpdate, afterUpdate } = keepingIdentifierUris();
  return { beforeUpdate: [...beforeUpdate, ...disablingSharedPermissions().beforeUpdate], afterUpdate };
}
