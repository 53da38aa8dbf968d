import type { App, DomainState, Group, User } from './domainState';

/** The app that owns the administrator roles (facts/oci-iam.md 1.4). */
export const IDCS_APP_ID = 'IDCSAppId';
export const DOMAIN_ADMINISTRATOR = 'Identity Domain Administrator';

/** The domain's state with the look-ups that routes and tokens share. Every change must end in `changed()`. */
export class DomainStore {
  /** Every client secret since the process began, also of apps that are gone: for those who look where one was left. */
  readonly issuedSecrets = new Set<string>();

  constructor(
    readonly state: DomainState,
    /** Origin, without a slash at its end. */
    readonly url: string,
    private readonly onChange: (state: DomainState) => void,
  ) {}

  /** Hands a copy of the whole state to the owner, who may persist it. */
  changed(): void {
    for (const { clientSecret } of this.state.apps)
      if (clientSecret !== undefined) this.issuedSecrets.add(clientSecret);
    for (const { token } of this.state.refreshTokens) this.issuedSecrets.add(token);
    this.onChange(this.snapshot());
  }

  snapshot(): DomainState {
    return structuredClone(this.state);
  }

  /** `Settings.issuer`: one constant for all domains unless somebody has changed it, never made of the URL. */
  get issuer(): string {
    return String(this.state.settings['issuer']);
  }

  /** Nobody authenticates to a domain from the moment when its deactivation begins (docs.oracle.com, "Deactivating an Identity Domain"). */
  get isActive(): boolean {
    return !['INACTIVE', 'DELETING'].includes(String(this.state.controlPlane['lifecycleState']));
  }

  /** By its OAuth client id. */
  client(clientId: string): App | undefined {
    return this.state.apps.find(({ name, isOAuthClient }) => isOAuthClient && name === clientId);
  }

  app(id: string): App | undefined {
    return this.state.apps.find((app) => app.id === id);
  }

  /** The app that declares a scope, by its fully qualified name. */
  resourceOf(fqs: string): App | undefined {
    return this.state.apps.find(
      ({ isOAuthResource, scopes }) => isOAuthResource && scopes.some((scope) => scope.fqs === fqs),
    );
  }

  user(id: string): User | undefined {
    return this.state.users.find((user) => user.id === id);
  }

  /** [?] user names are compared without case. */
  userNamed(name: string): User | undefined {
    return this.state.users.find(({ userName }) => userName.toLowerCase() === name.toLowerCase());
  }

  groupsOf(userId: string): Group[] {
    return this.state.groups.filter(({ members }) => members.some(({ value }) => value === userId));
  }

  /** Names of the administrator roles that were granted to a client app or a user, also through a group. */
  administratorRoles(granteeId: string): string[] {
    const grantees = new Set([granteeId, ...this.groupsOf(granteeId).map(({ id }) => id)]);
    const granted = new Set(
      this.state.grants
        .filter(({ app, grantee }) => app.value === IDCS_APP_ID && grantees.has(grantee.value))
        .map(({ entitlement }) => entitlement?.attributeValue),
    );
    return this.state.appRoles.filter(({ id }) => granted.has(id)).map(({ displayName }) => displayName);
  }

  /** What refers to something that has gone goes too ([?] not recorded; dangling references are nowhere shown). */
  removeReferencesTo(id: string): void {
    const { state } = this;
    state.grants = state.grants.filter(({ app, grantee }) => app.value !== id && grantee.value !== id);
    for (const group of state.groups) group.members = group.members.filter(({ value }) => value !== id);
    for (const app of state.apps)
      app.allowedScopes = app.allowedScopes.filter(({ idOfDefiningApp }) => idOfDefiningApp !== id);
    state.refreshTokens = state.refreshTokens.filter(
      ({ clientId, userId }) => userId !== id && this.client(clientId) !== undefined,
    );
  }
}
