import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { Connection } from './connection';
import { flavour, type FlavourName } from './flavour';
import { DEFAULT_LIMITS } from './limits';
import { MAX_SDU, MIN_SDU } from './net/packet';
import type {
  ConnectionHost,
  Meeting,
  TnsServer,
  TnsServerOptions,
  TnsStatistics,
  TnsTlsOptions,
} from './options';

export type { FaultSession, TnsFaults } from './faults';
export type { FlavourName } from './flavour';
export { DEFAULT_LIMITS, type TnsLimits } from './limits';
/** Those without arguments. */
const MEETINGS: readonly unknown[] = ['accept', 'silent', 'stalled'];

export type { Meeting, TnsServer, TnsServerOptions, TnsStatistics, TnsTlsOptions } from './options';

const DEFAULT_HOST = '127.0.0.1';
const DEFAULT_SDU = 8192;
const DEFAULT_FLAVOUR: FlavourName = '19c';

/**
 * Starts an Oracle Net listener with a database behind it. Resolves when it listens; rejects with the system's
 * error when the port is taken, and with RangeError or TypeError for options that cannot be.
 */
export async function startTnsServer(options: TnsServerOptions): Promise<TnsServer> {
  const server = new ListeningServer(options);
  await server.listen(options.port ?? 0, options.host ?? DEFAULT_HOST);
  return server;
}

class Statistics implements TnsStatistics {
  connections = 0;
  calls = 0;

  reset(): void {
    this.connections = 0;
    this.calls = 0;
  }
}

class ListeningServer implements TnsServer {
  readonly statistics = new Statistics();
  readonly flavour: FlavourName;
  private readonly host: ConnectionHost;
  private meeting: Meeting = 'accept';
  private readonly server: Server;
  /** Below TLS, so that a connection in its handshake ends with the server, too. */
  private readonly sockets = new Set<Socket>();
  private readonly connections = new Set<Connection>();
  private lastId = 0;
  private address: { readonly port: number; readonly host: string } | undefined;
  private onDrained: () => void = () => {};

  constructor(options: TnsServerOptions) {
    this.flavour = options.flavour ?? DEFAULT_FLAVOUR;
    this.host = {
      database: options.database,
      flavour: flavour(this.flavour),
      sdu: checkedSdu(options.sdu ?? DEFAULT_SDU),
      limits: { ...DEFAULT_LIMITS, ...options.limits },
      faults: options.faults,
      refusal: () => this.refusal(),
      log: options.log ?? ((): void => {}),
      callAnswered: () => void (this.statistics.calls += 1),
    };
    const serve = (socket: Socket): void => this.serve(socket);
    this.server = options.tls ? tlsServer(options.tls, this.host, serve) : createTcpServer(serve);
    this.server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
  }

  private serve(socket: Socket): void {
    this.statistics.connections += 1;
    if (this.meeting === 'stalled') {
      socket.on('error', () => {}); // it goes with its client, or with the server
      return;
    }
    const connection = new Connection(this.host, socket, ++this.lastId, () => {
      this.connections.delete(connection);
      this.resolveIfDrained();
    });
    this.connections.add(connection);
  }

  listen(port: number, host: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, () => {
        this.server.off('error', reject);
        this.address = { port: (this.server.address() as AddressInfo).port, host };
        resolve();
      });
    });
  }

  get port(): number {
    return this.address?.port ?? 0;
  }

  /** Throws RangeError on a meeting that there is none of. */
  async meetConnections(how: Meeting): Promise<void> {
    if (!MEETINGS.includes(how) && !Number.isInteger((how as { refuse?: unknown } | null)?.refuse))
      throw new RangeError(`how is ${JSON.stringify(how)}: ${MEETINGS.join(', ')} or {"refuse": 12516}`);
    this.meeting = how;
    if (how === 'silent') this.server.close();
    else if (!this.server.listening && this.address) await this.listen(this.address.port, this.address.host);
  }

  private refusal(): number | undefined {
    const { meeting } = this;
    if (typeof meeting !== 'object') return undefined;
    const left = (meeting.times ?? Infinity) - 1;
    this.meeting = left > 0 ? { refuse: meeting.refuse, times: left } : 'accept';
    return meeting.refuse;
  }

  get sessions(): number {
    return [...this.connections].filter((connection) => connection.isOpenSession).length;
  }

  dropConnections(): void {
    for (const connection of this.connections) connection.drop();
    for (const socket of this.sockets) socket.destroy();
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve, reject) => {
      if (!this.server.listening) resolve();
      else this.server.close((error) => (error ? reject(error) : resolve()));
    });
    const drained = new Promise<void>((resolve) => (this.onDrained = resolve));
    this.dropConnections();
    this.resolveIfDrained();
    await Promise.all([closed, drained]);
  }

  private resolveIfDrained(): void {
    if (this.connections.size === 0) this.onDrained();
  }
}

function checkedSdu(sdu: number): number {
  if (sdu >= MIN_SDU && sdu <= MAX_SDU) return sdu;
  throw new RangeError(`sdu is ${sdu}; it must be ${MIN_SDU} to ${MAX_SDU} bytes`);
}

function tlsServer(tls: TnsTlsOptions, host: ConnectionHost, serve: (socket: Socket) => void): Server {
  const mutual = tls.requestClientCertificate === true;
  if (mutual && tls.ca === undefined) {
    throw new TypeError('tls.requestClientCertificate needs tls.ca, the CA that signs client certificates');
  }
  const server = createTlsServer(
    {
      key: tls.key,
      cert: tls.cert,
      ...(tls.ca === undefined ? {} : { ca: tls.ca }),
      requestCert: mutual,
      rejectUnauthorized: mutual,
      minVersion: 'TLSv1.2',
      handshakeTimeout: host.limits.loginTimeoutMs,
    },
    serve,
  );
  server.on('tlsClientError', (error) => host.log(`TLS handshake failed: ${error.message}`));
  return server;
}
