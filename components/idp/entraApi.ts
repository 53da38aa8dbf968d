import type { Application } from '@pulumi/azuread/application';
import { ApplicationIdentifierUri } from '@pulumi/azuread/applicationIdentifierUri';
import { getClientConfigOutput } from '@pulumi/azuread/getClientConfig';
import type { ServicePrincipal } from '@pulumi/azuread/servicePrincipal';
import * as pulumi from '@pulumi/pulumi';
import { withHooks } from '../hooks';
import { problemsToError } from '../problem';
import { checkEntraAdoption, EntraAdoption, type EntraAdoptArgs } from './entraAdoption';
import { apiApplication } from './entraApps';
import { entraClient } from './entraClient';
import { readDirectoryTrust } from './entraIssuer';
import { keepingIdentifierUris } from './entraKeptUris';
import { markOf } from './entraMark';
import { entraMode, type EntraMode } from './entraMode';
import { createApplication, createPrincipal, type EntraPlace } from './entraPlace';
import { cloudSettings, loginEndpoint } from './entraProviderConfig';
import { checkEntraRequest, checkEntraSettings } from './entraRules';
import { disablingSharedPermissions } from './entraSharedPermissions';
import { UNDECLARED } from './entraUndeclared';
import { isForPeople, type ApiRequest, type ClientCredentialsOutput } from './identityProvider';

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
    const adoption = new EntraAdoption(args.adopt);
    const existing = adoption.api;
    const login = pulumi.output(cloudSettings()).apply(loginEndpoint);
    const trust = pulumi
      .all([login, args.tenantId])
      .apply(([endpoint, tenantId]) => readDirectoryTrust(endpoint, tenantId));
    this.issuer = trust.issuer;
    this.jwksUrl = trust.jwksUrl;
    this.manifest = { tenantId: pulumi.output(args.tenantId), loginEndpoint: login };
    // With the right Application.ReadWrite.OwnedBy alone an application can be changed by its owners only (facts/entra.md 1.4).
    const owners = args.owners ?? [getClientConfigOutput({ parent: this }).objectId];
    const place: EntraPlace = { parent: this, owners, adoption, claim: args.claim };

    this.api = createApplication(
      place,
      `${name}-api`,
      { ...apiApplication({ ...args, mode, existing }), ...markOf(`${name}-api`, args.claim, existing) },
      { ...adoption.application(existing, UNDECLARED.api), ...withHooks(updateHooks()) },
    );
    this.audience = this.api.clientId;
    this.principal = createPrincipal(
      place,
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
        { parent: this, ...adoption.identifierUri() },
      );
    const target = { api: this.api, principal: this.principal, secretEndDate: args.secretEndDate };
    this.clients = Object.fromEntries(
      Object.entries(args.clients).map(([key, client]) => [
        key,
        entraClient(`${name}-${key}`, key, client, target, place),
      ]),
    );
    this.registerOutputs({ issuer: this.issuer, audience: this.audience, jwksUrl: this.jwksUrl });
  }
}

/** What the official provider alone gets wrong when the application of the API changes. */
function updateHooks(): Pick<pulumi.ResourceHookBinding, 'beforeUpdate' | 'afterUpdate'> {
  const { beforeUpdate, afterUpdate } = keepingIdentifierUris();
  return { beforeUpdate: [...beforeUpdate, ...disablingSharedPermissions().beforeUpdate], afterUpdate };
}
