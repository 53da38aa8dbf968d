import { createSigningKey } from './signingKeys';
import type {
  Client,
  ClientCredential,
  ClientGrant,
  ResourceServer,
  SigningKey,
  TenantState,
  TenantUser,
} from './tenantState';

export type EntityKind = 'resource-server' | 'client' | 'client-grant';

/** The tenant's state with the look-ups that routes and tokens share. Every change must end in `changed()`. */
export class TenantStore {
  /** Every client secret and refresh token since the process began, also of clients that are gone: for those who look where one was left. */
  readonly issuedSecrets = new Set<string>();

  constructor(
    readonly state: TenantState,
    private readonly onChange: (state: TenantState) => void,
  ) {}

  get domain(): string {
    return this.state.domain;
  }

  /** With a slash at its end, as Auth0 has it. */
  get issuer(): string {
    return `https://${this.domain}/`;
  }

  get managementAudience(): string {
    return `${this.issuer}api/v2/`;
  }

  /** Hands a copy of the whole state to the owner, who may persist it. */
  changed(): void {
    for (const { client_secret } of this.state.clients) this.issuedSecrets.add(client_secret);
    for (const { token } of this.state.refreshTokens) this.issuedSecrets.add(token);
    this.onChange(this.snapshot());
  }

  snapshot(): TenantState {
    return structuredClone(this.state);
  }

  /** An API by its id or its identifier: GET, PATCH and DELETE take both (facts/auth0.md 1.6). */
  resourceServer(idOrIdentifier: string): ResourceServer | undefined {
    const { resourceServers } = this.state;
    return (
      resourceServers.find((api) => api.id === idOrIdentifier) ??
      this.resourceServerOfAudience(idOrIdentifier)
    );
  }

  resourceServerOfAudience(audience: string): ResourceServer | undefined {
    return this.state.resourceServers.find((api) => api.identifier === audience);
  }

  client(clientId: string): Client | undefined {
    return this.state.clients.find((client) => client.client_id === clientId);
  }

  clientGrant(id: string): ClientGrant | undefined {
    return this.state.clientGrants.find((grant) => grant.id === id);
  }

  credentialsOf(clientId: string): ClientCredential[] {
    return this.state.credentials.filter((credential) => credential.clientId === clientId);
  }

  user(id: string): TenantUser | undefined {
    return this.state.users.find((user) => user.user_id === id);
  }

  /** By email, which is what people sign in with; without case. */
  userNamed(email: string): TenantUser | undefined {
    return this.state.users.find((user) => user.email.toLowerCase() === email.toLowerCase());
  }

  /** The audience of tokens that `/userinfo` takes. */
  get userinfoAudience(): string {
    return `${this.issuer}userinfo`;
  }

  get currentKey(): SigningKey {
    const key = this.state.signingKeys.find(({ status }) => status === 'current');
    if (!key) throw new Error('the tenant has no current signing key');
    return key;
  }

  /** The next key becomes the current one and a new next is made; the old one stays published if
   * kept, one still older does not. */
  async rotateKeys(keepPrevious: boolean): Promise<void> {
    const made = await createSigningKey(this.domain, 'next');
    const { signingKeys } = this.state;
    const current = signingKeys.find(({ status }) => status === 'next');
    if (!current) throw new Error('the tenant has no next signing key');
    this.state.signingKeys = [
      { ...current, status: 'current' },
      made,
      ...(keepPrevious ? [{ ...this.currentKey, status: 'previous' as const }] : []),
    ];
    this.changed();
  }

  removeResourceServer(api: ResourceServer): void {
    this.state.resourceServers = this.state.resourceServers.filter((other) => other !== api);
    // [?] cascade, facts/auth0.md 2.5: not recorded; the provider tolerates either.
    this.removeGrants((grant) => grant.audience === api.identifier);
  }

  removeClient(client: Client): void {
    this.state.clients = this.state.clients.filter((other) => other !== client);
    this.state.credentials = this.state.credentials.filter(({ clientId }) => clientId !== client.client_id);
    this.state.refreshTokens = this.state.refreshTokens.filter(
      ({ clientId }) => clientId !== client.client_id,
    );
    this.removeGrants((grant) => grant.client_id === client.client_id); // [?] cascade, as above
  }

  removeGrants(matches: (grant: ClientGrant) => boolean): void {
    this.state.clientGrants = this.state.clientGrants.filter((grant) => !matches(grant));
    this.changed();
  }
}
