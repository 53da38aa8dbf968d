import { randomBytes } from 'node:crypto';
import { type Auth0Control, createControl } from './control';
import { JWKS_PATH, registerDiscovery } from './discovery';
import { Faults } from '../identity/faults';
import type { ProviderLog } from '../identity/httpApp';
import { createApp } from './httpApp';
import { IssuingRules } from '../identity/issuingRules';
import { openProviderServer } from '../identity/providerServer';
import { type KeySource, PublishedKeys } from '../identity/publishedKeys';
import { registerOAuthEndpoints } from './oauthEndpoints';
import { CODE_VALIDITY_MS } from './people/authorize';
import { OpaqueTokens } from './people/opaqueTokens';
import { PostLoginAction } from './people/postLoginAction';
import { ManagementRateLimit } from './management/managementRateLimit';
import { registerManagementApi } from './management/api';
import { AuthorizationCodes } from '../identity/signIn/authorizationCodes';
import { RequestCounter, type Statistics } from '../identity/statistics';
import type { FirstKeyPairs } from '../identity/signingKeyPair';
import { publicJwkOf } from './signingKeys';
import { DEMO_USER_EMAIL, demoUser, seedTenant } from './tenantSeed';
import type { TenantState } from './tenantState';
import { type EntityKind, TenantStore } from './tenantStore';
import { CODE_REFUSALS } from './tokenErrors';
import { UntrustedKeyServer } from '../identity/untrustedKeyServer';

export interface Auth0TenantOptions {
  /** Server certificate for `publicHost`, both PEM. */
  readonly tls: { readonly key: string; readonly cert: string };
  /** Default 0: a free port, or that of the loaded state. */
  readonly port?: number;
  /** Address to listen on, default 127.0.0.1. */
  readonly host?: string;
  /** Name in the domain and the issuer, default localhost. */
  readonly publicHost?: string;
  /** State of an earlier tenant; it must belong to the same host and port. Default: a newly seeded tenant. */
  readonly state?: TenantState;
  /** Of the demo user, in a tenant that has none yet; default: one that nobody knows. */
  readonly demoPassword?: string;
  /** RSA keys for a newly seeded tenant, begun earlier; default: made at the start. */
  readonly keyPairs?: FirstKeyPairs;
  /** Called with a copy of the whole state after every change. */
  readonly onChange?: (state: TenantState) => void;
  readonly log?: ProviderLog;
  /** Time of tokens and headers, default the system's. */
  readonly clock?: () => Date;
}

export interface Auth0Tenant {
  readonly port: number;
  /** `localhost:<port>`, the value of AUTH0_DOMAIN. */
  readonly domain: string;
  /** `https://localhost:<port>/`, with the slash. */
  readonly issuer: string;
  /** The same without the slash. */
  readonly url: string;
  /** Login of the seeded operator; the secret is read anew each time, for it may have been rotated. */
  readonly management: { readonly clientId: string; readonly clientSecret: string };
  /** Email of the seeded user. */
  readonly demoUser: string;
  readonly control: Auth0Control;
  readonly statistics: Statistics;
  /** A copy of the whole state: secrets and private keys are in it. */
  state(): TenantState;
  /** Ends open connections too. */
  close(): Promise<void>;
}

/**
 * Starts a stand-in for an Auth0 tenant over HTTPS: sign-in, token endpoint, discovery, JWKS and the part of
 * the Management API v2 that trust needs (facts/auth0.md 1.7). It is not Auth0's software.
 *
 * @throws Error when the state belongs to another host or port, or the port is taken (code EADDRINUSE).
 */
export async function startAuth0Tenant(options: Auth0TenantOptions): Promise<Auth0Tenant> {
  const { host = '127.0.0.1', publicHost = 'localhost', clock = () => new Date() } = options;
  const server = await openProviderServer(options.tls, options.port || portOf(options.state), host);
  const { port } = server;
  const store = new TenantStore(
    await stateFor(`${publicHost}:${port}`, options, clock()),
    options.onChange ?? (() => undefined),
  );
  const faults = new Faults<EntityKind>();
  const rules = new IssuingRules();
  const action = new PostLoginAction();
  const statistics = new RequestCounter();
  const rateLimit = new ManagementRateLimit(clock);
  const app = createApp(faults, rateLimit, statistics, options.log ?? (() => undefined));
  const source = keySourceOf(store);
  const published = new PublishedKeys(source);
  const untrustedKeys = new UntrustedKeyServer(source, JWKS_PATH, host);
  registerDiscovery(app, store, published);
  await registerOAuthEndpoints(app, {
    store,
    rules,
    action,
    clock,
    codes: new AuthorizationCodes(CODE_VALIDITY_MS, clock, CODE_REFUSALS),
    opaqueTokens: new OpaqueTokens(clock),
  });
  await registerManagementApi(app, { store, faults, clock });
  await server.serve(app);
  if (!options.state) store.changed();

  return {
    port,
    domain: store.domain,
    issuer: store.issuer,
    url: store.issuer.slice(0, -1),
    get management() {
      const clientId = store.state.managementClientId;
      return { clientId, clientSecret: store.client(clientId)?.client_secret ?? '' };
    },
    demoUser: DEMO_USER_EMAIL,
    control: createControl({ store, faults, rateLimit, rules, action, published, untrustedKeys, clock }),
    statistics,
    state: () => store.snapshot(),
    close: async () => {
      await server.close();
      await untrustedKeys.close();
      await app.close();
    },
  };
}

function keySourceOf(store: TenantStore): KeySource {
  return {
    keys: () => store.state.signingKeys.map(publicJwkOf),
    get kid() {
      return store.currentKey.kid;
    },
    issuer: store.issuer,
    signInUrl: `${store.issuer}authorize?response_type=code`,
    plainUrl: `http://${store.domain}${JWKS_PATH}`,
  };
}

async function stateFor(domain: string, options: Auth0TenantOptions, now: Date): Promise<TenantState> {
  const { state, keyPairs, demoPassword = randomBytes(24).toString('base64url') } = options;
  if (!state) return seedTenant(domain, demoPassword, now, keyPairs);
  if (state.domain !== domain) {
    throw new Error(
      `the saved tenant is ${state.domain}, but it was to start as ${domain}: its issuer is part of what consumers trust`,
    );
  }
  // An older sandbox kept no people.
  const saved: Omit<TenantState, 'users' | 'refreshTokens'> & Partial<TenantState> = structuredClone(state);
  return { users: [demoUser(demoPassword, now)], refreshTokens: [], ...saved };
}

function portOf(state: TenantState | undefined): number {
  return state ? Number(state.domain.slice(state.domain.lastIndexOf(':') + 1)) : 0;
}
