import { CallFaults } from './oracle/callFaults';
import { createOracleDatabase, type OracleDatabase, type UserOptions } from './oracle/oracleDatabase';
import { installOrds } from './oracle/packages/ords/installOrds';
import { completeOrdsOptions, type OrdsOptions } from './oracle/packages/ords/options';
import type { Flavour } from './oracle/releases';
import { startTnsServer, type TnsServer, type TnsTlsOptions } from './oracle/tns/server';
import { startOrdsGateway, type OrdsGateway, type OrdsGatewayOptions } from './ords/gateway';
import { Saver } from './saver';
import type { StateFolder } from './state/folder';

/** Address of something that listens; `onTaken` says which port is taken and what to do (listenError). */
interface Place {
  /** 0: any free one. */
  readonly port: number;
  readonly onTaken: (error: unknown) => never;
}

export interface DatabaseUnitOptions {
  readonly folder: StateFolder;
  /** Where in the folder the database is kept. */
  readonly file: string;
  readonly host: string;
  readonly flavour: Flavour;
  readonly services: readonly string[];
  /** Accounts of a new database. */
  readonly users: readonly UserOptions[];
  readonly ords: OrdsOptions;
  /** Fills a new database. */
  readonly seed?: (database: OracleDatabase) => Promise<void>;
  readonly listeners: readonly (Place & { readonly tls?: TnsTlsOptions })[];
  readonly gateway: Place &
    Pick<OrdsGatewayOptions, 'tls' | 'settings' | 'configDirectory' | 'admits'> & { readonly ca: string };
  readonly log: (line: string) => void;
}

/** A database, its listeners and ORDS in front of it: the sandbox's own, and each Autonomous Database. */
export interface DatabaseUnit {
  readonly database: OracleDatabase;
  readonly callFaults: CallFaults;
  /** In the order of the options. */
  readonly listeners: readonly TnsServer[];
  readonly gateway: OrdsGateway;
  /** Writes the database now. */
  save(): void;
  /** Ends every connection, saves what is committed, stops. */
  close(): Promise<void>;
}

/** Starts a unit from what its file holds, or as a new one. Rejects as `onTaken` says when a port is taken; nothing runs then. */
export async function startDatabaseUnit(options: DatabaseUnitOptions): Promise<DatabaseUnit> {
  const { folder, file, host, flavour, services, log } = options;
  const snapshot = folder.readBytes(file);
  const database = await createOracleDatabase({
    flavour,
    services,
    users: options.users,
    install: (installer) => installOrds(installer, options.ords),
    ...(snapshot !== undefined && { snapshot }),
    log,
  });
  const saver = new Saver(() => folder.write(file, database.snapshot()));
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
    saver.flush();
    database.close();
  };
  try {
    if (snapshot === undefined) await options.seed?.(database);
    database.onCommit(() => saver.request());

    const callFaults = new CallFaults();
    const listeners: TnsServer[] = [];
    for (const { port, onTaken, tls } of options.listeners) {
      const listener = await startTnsServer({
        database,
        faults: callFaults,
        flavour,
        host,
        port,
        ...(tls && { tls }),
        log,
      }).catch(onTaken);
      listeners.push(listener);
      closers.push(() => listener.close());
    }

    const { onTaken, ...place } = options.gateway;
    const { version } = completeOrdsOptions(options.ords);
    const gateway = await startOrdsGateway({ database, host, version, ...place, log }).catch(onTaken);
    closers.push(() => gateway.close());
    return {
      database,
      callFaults,
      listeners,
      gateway,
      save: () => {
        saver.request();
        saver.flush();
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
