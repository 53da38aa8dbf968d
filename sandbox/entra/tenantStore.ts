import type { Addresses } from './addresses';
import { GRAPH_APP_ID, GRAPH_NAME, GRAPH_ROLES, MICROSOFT_TENANT_ID } from './graph/microsoftGraph';
import type {
  Application,
  AppRole,
  AppRoleAssignment,
  PermissionScope,
  ServicePrincipal,
  TenantState,
  User,
} from './tenantState';

/** What a service principal copies from its application. */
export interface Published {
  readonly displayName: string;
  readonly appRoles: readonly AppRole[];
  readonly scopes: readonly PermissionScope[];
  readonly identifierUris: readonly string[];
  readonly tokenVersion: 1 | 2;
  readonly ownerTenantId: string;
}

/** The tenant's state with the look-ups that routes and tokens share. Every change must end in `changed()`. */
export class TenantStore {
  /** Every secret and refresh token since the process began, also of what is gone: for those who look where one was left. */
  readonly issuedSecrets = new Set<string>();

  constructor(
    readonly state: TenantState,
    readonly addresses: Addresses,
    private readonly onChange: (state: TenantState) => void,
  ) {}

  /** Hands a copy of the whole state to the owner, who may persist it. */
  changed(): void {
    for (const { secrets } of this.state.applications)
      for (const secret of Object.values(secrets)) this.issuedSecrets.add(secret);
    for (const { token } of this.state.refreshTokens) this.issuedSecrets.add(token);
    this.onChange(this.snapshot());
  }

  snapshot(): TenantState {
    return structuredClone(this.state);
  }

  get domain(): string {
    return this.state.domains[0] ?? '';
  }

  /** By object id. */
  application(id: string): Application | undefined {
    return this.state.applications.find(({ properties }) => properties.id === id);
  }

  /** By client id, in any case. */
  client(appId: string): Application | undefined {
    return this.state.applications.find(({ properties }) => isSame(properties.appId, appId));
  }

  /** By object id. */
  servicePrincipal(id: string): ServicePrincipal | undefined {
    return this.state.servicePrincipals.find(({ properties }) => properties.id === id);
  }

  servicePrincipalOf(appId: string): ServicePrincipal | undefined {
    return this.state.servicePrincipals.find(({ properties }) => isSame(properties.appId, appId));
  }

  user(id: string): User | undefined {
    return this.state.users.find((user) => user.id === id);
  }

  userNamed(name: string): User | undefined {
    return this.state.users.find(({ userPrincipalName }) => isSame(userPrincipalName, name));
  }

  published({ properties: { appId } }: ServicePrincipal): Published {
    if (appId === GRAPH_APP_ID) {
      return {
        displayName: GRAPH_NAME,
        appRoles: GRAPH_ROLES,
        scopes: [],
        identifierUris: [this.addresses.graph],
        tokenVersion: 1,
        ownerTenantId: MICROSOFT_TENANT_ID,
      };
    }
    const application = this.client(appId)?.properties;
    return {
      displayName: application?.displayName ?? '',
      appRoles: application?.appRoles ?? [],
      scopes: application?.api.oauth2PermissionScopes ?? [],
      identifierUris: application?.identifierUris ?? [],
      tokenVersion: application?.api.requestedAccessTokenVersion === 2 ? 2 : 1,
      ownerTenantId: this.state.tenantId,
    };
  }

  /** The names under which tokens for it can be requested. */
  namesOf(principal: ServicePrincipal): string[] {
    return [principal.properties.appId, ...this.published(principal).identifierUris];
  }

  /** The API that a token request names by its client id or one of its identifier URIs. */
  resourceNamed(name: string): ServicePrincipal | undefined {
    return this.state.servicePrincipals.find((principal) =>
      this.namesOf(principal).some((known) => isSame(known, name)),
    );
  }

  assignmentsOf(principalId: string, resourceId: string): AppRoleAssignment[] {
    return this.state.assignments.filter(
      (one) => one.principalId === principalId && one.resourceId === resourceId,
    );
  }

  /** What tokens show in `roles`, in the order of assignment. [?] a disabled role is left out. */
  roleValues(principalId: string, resource: ServicePrincipal): string[] {
    const { appRoles } = this.published(resource);
    return this.assignmentsOf(principalId, resource.properties.id).flatMap(({ appRoleId }) => {
      const role = appRoles.find(({ id }) => isSame(id, appRoleId));
      return role?.isEnabled === true && role.value !== null && role.value !== '' ? [role.value] : [];
    });
  }

  /** The application and, as in its home tenant, its service principal. */
  removeApplication(application: Application): void {
    const { state } = this;
    state.applications = state.applications.filter((one) => one !== application);
    const principal = this.servicePrincipalOf(application.properties.appId);
    if (principal) this.removeServicePrincipal(principal);
  }

  /** With every assignment of it and to it. */
  removeServicePrincipal(principal: ServicePrincipal): void {
    const { state } = this;
    const { id, appId } = principal.properties;
    state.servicePrincipals = state.servicePrincipals.filter((one) => one !== principal);
    state.assignments = state.assignments.filter(
      ({ principalId, resourceId }) => principalId !== id && resourceId !== id,
    );
    state.refreshTokens = state.refreshTokens.filter(({ clientId }) => clientId !== appId);
    for (const owned of [...state.applications, ...state.servicePrincipals])
      owned.owners = owned.owners.filter((owner) => owner !== id);
  }
}

/** GUIDs, names and URIs of a directory are compared without case. */
export function isSame(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
