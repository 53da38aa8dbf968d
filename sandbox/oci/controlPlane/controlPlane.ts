import type { AddressInfo } from 'node:net';
import { Faults } from '../../identity/faults';
import { RequestCounter, type Statistics } from '../../identity/statistics';
import type { Domains } from '../identityDomain/domains';
import type { Operator } from '../operator';
import type { Signers } from '../signers';
import { AutonomousDatabaseHost, type HostOptions } from './autonomousDatabases/host';
import { AutonomousDatabaseLifecycle } from './autonomousDatabases/lifecycle';
import type { AutonomousDatabaseRecord, WalletAuthority } from './autonomousDatabases/record';
import { registerAutonomousDatabases } from './autonomousDatabases/routes';
import { newWalletAuthority } from './autonomousDatabases/wallet';
import { BackgroundWork } from './backgroundWork';
import { DomainLifecycle } from './domains/lifecycle';
import { registerDomains } from './domains/routes';
import { registerWorkRequests, WorkRequests, type WorkRequest } from './domains/workRequests';
import { createHttpApp } from './httpApp';
import { RetryTokens } from './retryTokens';

/** Everything the control plane remembers: plain JSON with private keys in it, so keep its file private. */
export interface ControlPlaneState {
  readonly version: 1;
  readonly autonomousDatabases: AutonomousDatabaseRecord[];
  readonly workRequests: WorkRequest[];
  readonly tenancyWalletAuthority: WalletAuthority;
}

export interface ControlPlaneOptions {
  /** Whose tenancy, compartment and region it is. */
  readonly operator: Pick<Operator, 'tenancyId' | 'compartmentId' | 'region'>;
  /** Who may call. */
  readonly signers: Signers;
  /** 0: any free one. */
  readonly port: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Of an earlier control plane. */
  readonly state?: Partial<ControlPlaneState>;
  /** The identity domains of the tenancy. Whoever started them stops them. */
  readonly domains: Domains;
  /** What the databases that it makes are made of. */
  readonly databases: HostOptions;
  /** After every change, with the state itself: to be written, not kept. */
  readonly onChange?: (state: ControlPlaneState) => void;
  readonly log?: (line: string) => void;
  /** Time of records and signatures, default the system's. */
  readonly clock?: () => Date;
}

export interface ControlPlane {
  readonly port: number;
  /** `http://127.0.0.1:<port>`, for CLIENT_HOST_OVERRIDES. */
  readonly url: string;
  readonly faults: Faults<never>;
  readonly statistics: Statistics;
  readonly autonomousDatabases: readonly AutonomousDatabaseRecord[];
  /** The running databases. */
  readonly databaseHost: AutonomousDatabaseHost;
  /** What an Always Free database meets that nobody has used for a week: it is stopped. Throws on an unknown id. */
  stopUnused(id: string): void;
  state(): ControlPlaneState;
  /** Stops its databases, too. */
  close(): Promise<void>;
}

/**
 * Starts a stand-in for the control plane of OCI over plain HTTP on loopback (facts/oci-iam.md 1.6): Autonomous Databases, each
 * of which is another database of the sandbox, and identity domains. It is not Oracle's software.
 */
export async function startControlPlane(options: ControlPlaneOptions): Promise<ControlPlane> {
  const { operator, signers, domains, host = '127.0.0.1', onChange = () => {}, log = () => {} } = options;
  const clock = options.clock ?? (() => new Date());
  const state: ControlPlaneState = {
    version: 1,
    autonomousDatabases: [],
    workRequests: [],
    ...structuredClone(options.state),
    tenancyWalletAuthority: options.state?.tenancyWalletAuthority ?? (await newWalletAuthority('tenancy')),
  };
  const faults = new Faults<never>();
  const counter = new RequestCounter();
  const databaseHost = new AutonomousDatabaseHost(
    options.databases,
    state.tenancyWalletAuthority.certificate,
  );
  const work = new BackgroundWork(faults.holds, log);
  const changed = (): void => onChange(state);
  const lifecycle = new AutonomousDatabaseLifecycle({
    records: state.autonomousDatabases,
    host: databaseHost,
    region: operator.region,
    work,
    clock,
    changed,
  });
  const requests = new WorkRequests(state.workRequests, clock);
  const domainLifecycle = new DomainLifecycle({ domains, requests, work, operator, clock, changed });
  const retryTokens = new RetryTokens();
  const compartments = new Set([operator.tenancyId, operator.compartmentId]);
  const app = createHttpApp({ signers, faults, counter, clock, log });
  registerAutonomousDatabases(app, {
    records: state.autonomousDatabases,
    lifecycle,
    retryTokens,
    compartments,
    serverCa: options.databases.tls.ca,
    tenancyWalletAuthority: state.tenancyWalletAuthority,
  });
  registerDomains(app, {
    domains,
    lifecycle: domainLifecycle,
    requests,
    retryTokens,
    operator,
    compartments,
  });
  registerWorkRequests(app, requests);
  try {
    await domainLifecycle.restore();
    await lifecycle.restore();
    await app.listen({ host, port: options.port });
  } catch (error) {
    await app.close();
    await databaseHost.close();
    throw error;
  }
  const { port } = app.server.address() as AddressInfo;
  return {
    port,
    url: `http://${host}:${port}`,
    faults,
    statistics: counter,
    autonomousDatabases: state.autonomousDatabases,
    databaseHost,
    stopUnused: (id) =>
      lifecycle.stop(lifecycle.find(id), 'Stopped after 7 days of inactivity, as Always Free databases are.'),
    state: () => structuredClone(state),
    close: async () => {
      await app.close();
      await work.close();
      await databaseHost.close();
    },
  };
}
