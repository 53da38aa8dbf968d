import { Faults } from '../identity/faults';
import type { ProviderLog } from '../identity/httpApp';
import { IssuingRules } from '../identity/issuingRules';
import { openProviderServer } from '../identity/providerServer';
import { type KeySource, PublishedKeys } from '../identity/publishedKeys';
import { RateLimit } from '../identity/rateLimit';
import { RequestCounter, type Statistics } from '../identity/statistics';
import { UntrustedKeyServer } from '../identity/untrustedKeyServer';
import { addressesOf } from './addresses';
import { JWKS_PATH } from './discovery';
import { publicJwkOf, TenantKeys } from './keys/tenantKeys';
import { createTenantApp } from './tenantApp';
import { defaultBehaviour } from './tenantBehaviour';
import type { TenantContext } from './tenantContext';
import { createTenantControl, type EntraControl } from './tenantControl';
import { seedTenant } from './tenantSeed';
import type { EntityKind, TenantState } from './tenantState';
import { TenantStore } from './tenantStore';

export interface EntraTenantOptions {
  /** Server certificate for `publicHost`, both PEM. */
  readonly tls: { readonly key: string; readonly cert: string };
  /** Default 0: a free port, or that of the loaded state. */
  readonly port?: number;
  /** Address to listen on, default 127.0.0.1. */
  readonly host?: string;
  /** Name in the URLs, default localhost. */
  readonly publicHost?: string;
  /** State of an earlier tenant; it must belong to the same port. Default: a newly seeded tenant. */
  readonly state?: TenantState;
  /** Of the user `demo` of a newly seeded tenant. */
  readonly demoPassword: string;
  /** Called with a copy of the whole state after every change. */
  readonly onChange?: (state: TenantState) => void;
  readonly log?: ProviderLog;
  /** Time of tokens and secrets, default the system's. */
  readonly clock?: () => Date;
}

export interface EntraTenant {
  readonly tenantId: string;
  readonly port: number;
  /** `https://localhost:<port>`: the sign-in service, with Graph below it. */
  readonly url: string;
  /** `localhost:<port>`, for `ARM_METADATA_HOSTNAME`. */
  readonly metadataHost: string;
  /** Of version 2 tokens. */
  readonly issuer: string;
  /** Who provisions; its permissions are roles of Microsoft Graph. */
  readonly operator: { readonly clientId: string; readonly clientSecret: string };
  /** User principal name of somebody who can sign in. */
  readonly demoUser: string;
  readonly control: EntraControl;
  readonly statistics: Statistics;
  /** A copy of the whole state: secrets and private keys are in it. */
  state(): TenantState;
  /** Ends open connections too. */
  close(): Promise<void>;
}

/**
 * Starts a stand-in for a tenant of Microsoft Entra over HTTPS: cloud metadata, tokens, discovery, keys and Microsoft Graph, as far as
 * trust between Entra and ORDS needs them (facts/entra.md 4). It is not Microsoft's software.
 *
 * @throws Error when the state belongs to another port, or the port is taken (code EADDRINUSE).
 */
export async function startEntraTenant(options: EntraTenantOptions): Promise<EntraTenant> {
  const { host = '127.0.0.1', publicHost = 'localhost', clock = () => new Date() } = options;
  const server = await openProviderServer(options.tls, options.port || (options.state?.port ?? 0), host);
  const { port } = server;
  const state = stateFor(port, clock(), options);
  const addresses = addressesOf(`${publicHost}:${port}`, state.tenantId);
  const store = new TenantStore(state, addresses, options.onChange ?? (() => undefined));
  const keys = new TenantKeys(store);
  const source = new TenantKeySource(store, keys);
  const context: TenantContext = {
    store,
    keys,
    published: new PublishedKeys(source),
    faults: new Faults<EntityKind>(),
    rules: new IssuingRules(),
    behaviour: defaultBehaviour(),
    clock,
  };
  const statistics = new RequestCounter();
  const rateLimit = new RateLimit(clock);
  const untrustedKeys = new UntrustedKeyServer(source, `/${state.tenantId}${JWKS_PATH}`, host);
  const app = await createTenantApp(context, rateLimit, statistics, options.log ?? (() => undefined));
  await server.serve(app);
  if (!options.state) store.changed();

  return {
    tenantId: state.tenantId,
    port,
    url: addresses.login,
    metadataHost: addresses.metadataHost,
    issuer: addresses.issuerV2,
    operator: state.operator,
    demoUser: state.users[0]?.userPrincipalName ?? '',
    control: createTenantControl(context, rateLimit, untrustedKeys),
    statistics,
    state: () => store.snapshot(),
    close: async () => {
      await server.close();
      await untrustedKeys.close();
      await app.close();
    },
  };
}

/** The keys as PublishedKeys asks for them; `kid` is that of the key that signs now. */
class TenantKeySource implements KeySource {
  constructor(
    private readonly store: TenantStore,
    private readonly tenantKeys: TenantKeys,
  ) {}

  async keys() {
    return (await this.tenantKeys.all()).map((key) => publicJwkOf(key, this.issuer));
  }

  get kid(): string {
    return this.store.state.signingKeys[0]?.kid ?? '';
  }

  get issuer(): string {
    return this.store.addresses.issuerV2;
  }

  get signInUrl(): string {
    const { addresses, state } = this.store;
    return `${addresses.login}/${state.tenantId}/login`;
  }

  get plainUrl(): string {
    const { addresses, state } = this.store;
    return `${addresses.login.replace('https:', 'http:')}/${state.tenantId}${JWKS_PATH}`;
  }
}

function stateFor(port: number, now: Date, { state, demoPassword }: EntraTenantOptions): TenantState {
  if (!state) return seedTenant(port, demoPassword, now);
  if (state.port !== port) {
    throw new Error(
      `the saved tenant had port ${state.port}, but it was to start with ${port}: its issuer is part of what consumers trust`,
    );
  }
  return structuredClone(state);
}
