import { join } from 'node:path';
import { startDatabaseUnit, type DatabaseUnit } from '../../../databaseUnit';
import { SandboxError } from '../../../errors';
import type { OrdsOptions } from '../../../oracle/packages/ords/options';
import type { Flavour } from '../../../oracle/releases';
import type { Meeting, TnsServer } from '../../../oracle/tns/server';
import type { StateFolder } from '../../../state/folder';
import type { IssuedCertificate } from '../../../tls/authority';
import { uniquePart } from '../../ocid';
import { isAdmitted } from './accessList';
import { services } from './connectionStrings';
import type { AutonomousDatabaseRecord, Ports } from './record';

export interface HostOptions {
  readonly folder: StateFolder;
  /** Server certificate for localhost, and the CA that ORDS trusts. */
  readonly tls: IssuedCertificate;
  readonly ords: OrdsOptions;
  readonly wrongScopeStatus: 401 | 403;
  readonly log: (line: string) => void;
}

/** Oracle Net: the listener rejected the connection based on service ACL filtering. */
const REFUSED_BY_ACCESS_LIST = 12506;
const HOST = '127.0.0.1';
const FLAVOURS: Readonly<Record<string, Flavour>> = { '19c': '19c', '26ai': '23ai' };

/** The running databases behind the control plane's records: each with listeners and an ORDS of its own. */
export class AutonomousDatabaseHost {
  private readonly running = new Map<string, DatabaseUnit>();

  constructor(
    private readonly options: HostOptions,
    /** PEM of the CA of the wallets that open every database. */
    private readonly tenancyWalletCa: string,
  ) {}

  unit(id: string): DatabaseUnit | undefined {
    return this.running.get(id);
  }

  /**
   * Starts what the record describes, on its ports if it has any, and tells the ports. `adminPassword`: for a new database only.
   * Rejects with SandboxError `sandbox.port.taken`.
   */
  async start(record: AutonomousDatabaseRecord, adminPassword?: string): Promise<Ports> {
    const { folder, tls, ords, wrongScopeStatus, log } = this.options;
    const { ports, walletAuthority } = record;
    if (walletAuthority === null) throw new Error('the CA of the wallets is made first');
    const onTaken = (port: number) => portTaken(record, port);
    const unit = await startDatabaseUnit({
      folder,
      file: this.file(record),
      host: HOST,
      flavour: FLAVOURS[record.details.dbVersion] ?? '19c',
      services: services(record),
      users:
        adminPassword === undefined
          ? []
          : [{ name: 'ADMIN', password: adminPassword, roles: ['DBA', 'ORDS_ADMINISTRATOR_ROLE'] }],
      ords,
      listeners: [
        {
          port: ports.mutual,
          onTaken: onTaken(ports.mutual),
          tls: {
            ...tls,
            ca: walletAuthority.certificate + this.tenancyWalletCa,
            requestClientCertificate: true,
          },
        },
        { port: ports.server, onTaken: onTaken(ports.server), tls: { key: tls.key, cert: tls.cert } },
      ],
      gateway: {
        port: ports.ords,
        onTaken: onTaken(ports.ords),
        tls,
        ca: tls.ca,
        settings: { wrongScopeStatus },
        admits: () => isAdmitted(record.details, HOST),
      },
      log,
    });
    unit.save();
    this.running.set(record.id, unit);
    await this.meet(record);
    const [mutual, server] = unit.listeners as readonly [TnsServer, TnsServer];
    return { mutual: mutual.port, server: server.port, ords: unit.gateway.port };
  }

  /** Makes the listeners meet clients as the record says now. */
  async meet(record: AutonomousDatabaseRecord): Promise<void> {
    const [mutual, server] = this.running.get(record.id)?.listeners ?? [];
    await mutual?.meetConnections(meeting(record));
    await server?.meetConnections(record.details.isMtlsConnectionRequired ? 'silent' : meeting(record));
  }

  async setAdminPassword(id: string, password: string): Promise<void> {
    const session = this.running.get(id)?.database.systemSession();
    try {
      // The rules of the password leave no double quote in it.
      await session?.execute({ sql: `alter user admin identified by "${password}"`, binds: [] });
    } finally {
      session?.close();
    }
  }

  async stop(id: string): Promise<void> {
    const unit = this.running.get(id);
    this.running.delete(id);
    await unit?.close();
  }

  /** Stops it and removes its file. */
  async remove(record: AutonomousDatabaseRecord): Promise<void> {
    await this.stop(record.id);
    this.options.folder.remove(this.file(record));
  }

  async close(): Promise<void> {
    for (const id of [...this.running.keys()]) await this.stop(id);
  }

  private file({ id }: AutonomousDatabaseRecord): string {
    return join(this.options.folder.autonomousDatabases, `${uniquePart(id)}.sqlite`);
  }
}

/** Clients of the sandbox come from loopback, so that a list decides about all of them alike. */
function meeting({ details }: AutonomousDatabaseRecord): Meeting {
  return isAdmitted(details, HOST) ? 'accept' : { refuse: REFUSED_BY_ACCESS_LIST };
}

function portTaken({ details }: AutonomousDatabaseRecord, port: number): (error: unknown) => never {
  return (error) => {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new SandboxError(
      'sandbox.port.taken',
      `port ${port} of the Autonomous Database ${details.displayName} is taken by another process`,
      'stop that process: the database keeps its ports, for its connection strings have been given out',
      { cause: error },
    );
  };
}
