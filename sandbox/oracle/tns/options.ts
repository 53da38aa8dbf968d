import type { Database } from '../database';
import type { TnsFaults } from './faults';
import type { Flavour, FlavourName } from './flavour';
import type { TnsLimits } from './limits';

export interface TnsTlsOptions {
  /** PEM. */
  readonly key: string;
  /** PEM; the chain may follow the certificate. */
  readonly cert: string;
  /** PEM of the CA that signs client certificates. */
  readonly ca?: string;
  /** Refuse clients without a certificate of `ca` (mutual TLS, as with a wallet). Default false. */
  readonly requestClientCertificate?: boolean;
}

export interface TnsServerOptions {
  /** What answers behind the wire. */
  readonly database: Database;
  /** The release to imitate. Default '19c' (facts/tns.md section 8). */
  readonly flavour?: FlavourName;
  /** 0, the default: a free port. */
  readonly port?: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Given: the server speaks TCPS only. */
  readonly tls?: TnsTlsOptions;
  /** Largest session data unit in bytes, 512 to 2097152; the client may ask for less. Default 8192. */
  readonly sdu?: number;
  readonly limits?: Partial<TnsLimits>;
  readonly faults?: TnsFaults;
  /** Gets one line per refused login, broken conversation and internal error (with its stack). Default: none. */
  readonly log?: (line: string) => void;
}

/** Counters since the start or the last reset. */
export interface TnsStatistics {
  /** Connections that clients opened (with TLS: whose handshake succeeded). */
  readonly connections: number;
  /** Function calls that were answered: a client's round trips, its login not counted. */
  readonly calls: number;
  reset(): void;
}

/**
 * accept: lets them in. silent: does not listen, so that the system refuses them. stalled: takes them and never answers.
 * refuse: an Oracle Net error such as 12514 or 12516, always or for the next `times` connections.
 */
export type Meeting = 'accept' | 'silent' | 'stalled' | { readonly refuse: number; readonly times?: number };

export interface TnsServer {
  readonly port: number;
  readonly flavour: FlavourName;
  /** Logged-in sessions. */
  readonly sessions: number;
  readonly statistics: TnsStatistics;
  /** Ends every connection as a broken network would; the server goes on. */
  dropConnections(): void;
  /** How the listener meets new connections from now on. Open ones are left alone. */
  meetConnections(how: Meeting): Promise<void>;
  /** Ends every connection and the server. */
  close(): Promise<void>;
}

/** What a connection needs of its server. */
export interface ConnectionHost {
  readonly database: Database;
  readonly flavour: Flavour;
  readonly sdu: number;
  readonly limits: TnsLimits;
  readonly faults: TnsFaults | undefined;
  /** The Oracle Net error that the next connection gets; undefined: it is let in. */
  refusal(): number | undefined;
  log(line: string): void;
  callAnswered(): void;
}
