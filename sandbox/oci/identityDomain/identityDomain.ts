import { Faults } from '../../identity/faults';
import type { ProviderLog } from '../../identity/httpApp';
import { IssuingRules } from '../../identity/issuingRules';
import type { JsonObject } from '../../identity/json';
import { openProviderServer } from '../../identity/providerServer';
import { type KeySource, PublishedKeys } from '../../identity/publishedKeys';
import { RateLimit } from '../../identity/rateLimit';
import { RequestCounter, type Statistics } from '../../identity/statistics';
import { UntrustedKeyServer } from '../../identity/untrustedKeyServer';
import type { Signers } from '../signers';
import { JWKS_PATH } from './discovery';
import { createDomainApp } from './domainApp';
import { defaultBehaviour } from './domainBehaviour';
import { createDomainControl, type DomainControl } from './domainControl';
import { type DomainPasswords, seedDomain } from './domainSeed';
import type { DomainState, EntityKind } from './domainState';
import { DomainStore } from './domainStore';
import { DomainKeys, publicJwkOf, SIGNING_KEY_ID } from './keys/domainKeys';

export interface IdentityDomainOptions {
  /** Server certificate for `publicHost`, both PEM. */
  readonly tls: { readonly key: string; readonly cert: string };
  /** Whose request signatures count; read anew for each request. */
  readonly signers: Signers;
  /** Default 0: a free port, or that of the loaded state. */
  readonly port?: number;
  /** Address to listen on, default 127.0.0.1. */
  readonly host?: string;
  /** Name in the URL, default localhost. */
  readonly publicHost?: string;
  /** State of an earlier domain; it must belong to the same port. Default: a newly seeded domain. */
  readonly state?: DomainState;
  /** Of a newly seeded domain; default `Default`. */
  readonly displayName?: string;
  /** Of a newly seeded domain; default true. */
  readonly isDefault?: boolean;
  readonly passwords: DomainPasswords;
  /** Called with a copy of the whole state after every change. */
  readonly onChange?: (state: DomainState) => void;
  readonly log?: ProviderLog;
  /** Time of tokens and signatures, default the system's. */
  readonly clock?: () => Date;
}

export interface IdentityDomain {
  /** OCID. */
  readonly id: string;
  readonly displayName: string;
  readonly isDefault: boolean;
  readonly port: number;
  /** `https://localhost:<port>`, without a slash: what tools call the endpoint of the domain. */
  readonly url: string;
  /** The issuer of its tokens, which is not its URL. */
  readonly issuer: string;
  /** What the control plane keeps of the domain; changed only by `setControlPlane`. */
  readonly controlPlane: JsonObject;
  setControlPlane(attributes: JsonObject): void;
  readonly control: DomainControl;
  readonly statistics: Statistics;
  /** True while an app is active: such a domain cannot be deactivated. */
  hasActiveApps(): boolean;
  /** A copy of the whole state: secrets and private keys are in it. */
  state(): DomainState;
  /** Ends open connections too. */
  close(): Promise<void>;
}

/**
 * Starts a stand-in for an OCI IAM identity domain over HTTPS: SCIM administration, OAuth endpoints, discovery and JWKS, as
 * far as trust between OCI IAM and ORDS needs them (facts/oci-iam.md 4). It is not Oracle's software.
 *
 * @throws Error when the state belongs to another port, or the port is taken (code EADDRINUSE).
 */
export async function startIdentityDomain(options: IdentityDomainOptions): Promise<IdentityDomain> {
  const { host = '127.0.0.1', publicHost = 'localhost', clock = () => new Date() } = options;
  const server = await openProviderServer(options.tls, options.port || (options.state?.port ?? 0), host);
  const { port } = server;
  const url = `https://${publicHost}:${port}`;
  const store = new DomainStore(stateFor(port, clock(), options), url, options.onChange ?? (() => undefined));
  const keys = new DomainKeys(store);
  const source = keySourceOf(store, keys);
  const context = {
    store,
    keys,
    published: new PublishedKeys(source),
    faults: new Faults<EntityKind>(),
    rules: new IssuingRules(),
    behaviour: defaultBehaviour(),
    signers: options.signers,
    clock,
  };
  const statistics = new RequestCounter();
  const rateLimit = new RateLimit(clock);
  const untrustedKeys = new UntrustedKeyServer(source, JWKS_PATH, host);
  const app = await createDomainApp(context, rateLimit, statistics, options.log ?? (() => undefined));
  await server.serve(app);
  if (!options.state) store.changed();

  return {
    id: store.state.id,
    get displayName() {
      return store.state.displayName;
    },
    isDefault: store.state.isDefault,
    port,
    url,
    get issuer() {
      return store.issuer;
    },
    get controlPlane() {
      return structuredClone(store.state.controlPlane);
    },
    setControlPlane: (attributes) => {
      store.state.controlPlane = structuredClone(attributes);
      store.changed();
    },
    control: createDomainControl(context, rateLimit, untrustedKeys),
    statistics,
    hasActiveApps: () => store.state.apps.some(({ active }) => active),
    state: () => store.snapshot(),
    close: async () => {
      await server.close();
      await untrustedKeys.close();
      await app.close();
    },
  };
}

function keySourceOf(store: DomainStore, keys: DomainKeys): KeySource {
  const { url } = store;
  return {
    keys: async () => [publicJwkOf(await keys.current())],
    kid: SIGNING_KEY_ID,
    get issuer() {
      return store.issuer;
    },
    signInUrl: `${url}/ui/v1/signin`,
    plainUrl: url.replace('https:', 'http:') + JWKS_PATH,
  };
}

function stateFor(port: number, now: Date, options: IdentityDomainOptions): DomainState {
  const { state, passwords, displayName = 'Default', isDefault = true } = options;
  if (!state) return seedDomain({ displayName, isDefault, port }, passwords, now);
  if (state.port !== port) {
    throw new Error(
      `the saved domain had port ${state.port}, but it was to start with ${port}: its URL is part of what consumers trust`,
    );
  }
  return structuredClone(state);
}
