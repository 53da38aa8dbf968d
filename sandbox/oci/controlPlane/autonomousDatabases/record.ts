import type { JsonObject } from '../../../identity/json';

export type LifecycleState =
  | 'PROVISIONING'
  | 'AVAILABLE'
  | 'UPDATING'
  | 'STOPPING'
  | 'STOPPED'
  | 'STARTING'
  | 'TERMINATING'
  | 'TERMINATED';

export type ComputeModel = 'ECPU' | 'OCPU';

/** What the API's create and update bodies can say and this stand-in understands; whatever else is sent is kept and shown. */
export interface Details extends JsonObject {
  compartmentId: string;
  displayName: string;
  dbName: string;
  dbWorkload: string;
  /** `26ai` is played as the flavour 23ai. */
  dbVersion: string;
  isFreeTier: boolean;
  computeModel: ComputeModel;
  computeCount: number;
  dataStorageSizeInGBs: number;
  licenseModel: string;
  isMtlsConnectionRequired: boolean;
  /** IP addresses and CIDR blocks; null: no access control list. */
  whitelistedIps: string[] | null;
}

/** An Autonomous Database as the control plane remembers it; the ADMIN password is in the database only. */
export interface AutonomousDatabaseRecord {
  readonly id: string;
  /** First part of its service names, as the service makes it for a tenancy. */
  readonly namePrefix: string;
  readonly timeCreated: string;
  details: Details;
  lifecycleState: LifecycleState;
  /** Why it is in that state, when that is not what the user asked for. */
  lifecycleDetails: string | null;
  /** Kept over restarts; 0 until the first start. */
  ports: Ports;
  /** The CA of its own wallets; null until it is made. */
  walletAuthority: WalletAuthority | null;
}

/** A CA of clients' certificates, both PEM: of one database, or of all in the tenancy. */
export interface WalletAuthority {
  readonly certificate: string;
  readonly key: string;
}

export interface Ports {
  /** TLS with a wallet's certificate; a real one listens on 1522. */
  readonly mutual: number;
  /** TLS without a wallet; a real one listens on 1521. */
  readonly server: number;
  readonly ords: number;
}
