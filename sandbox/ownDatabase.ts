import { type DatabaseUnit, startDatabaseUnit } from './databaseUnit';
import { listenError } from './listenError';
import { seedOrdsdemo } from './seed/seedOrdsdemo';
import type { StateFolder } from './state/folder';
import type { Settings } from './state/settings';
import type { IssuedCertificate } from './tls/authority';

/** Service name of the pluggable database, in Easy Connect: `localhost:<port>/ordspdb`. */
export const SERVICE = 'ordspdb';
/** Names that an Autonomous Database would show in its connect strings work too. */
const SERVICES = [SERVICE, `${SERVICE}_low`, `${SERVICE}_high`, `${SERVICE}_tp`];

/** The sandbox's own database with ADMIN and ORDSDEMO, its listeners on TCP and TLS, and ORDS. Rejects with SandboxError. */
export function openDatabaseUnit(
  folder: StateFolder,
  settings: Settings,
  host: string,
  tls: IssuedCertificate,
  log: (line: string) => void,
): Promise<DatabaseUnit> {
  const { ports, passwords } = settings;
  return startDatabaseUnit({
    folder,
    file: folder.database,
    host,
    flavour: settings.flavour,
    services: SERVICES,
    users: [
      { name: 'ADMIN', password: passwords.admin, roles: ['DBA', 'ORDS_ADMINISTRATOR_ROLE'] },
      { name: 'ORDSDEMO', password: passwords.ordsdemo },
    ],
    ords: settings.ords,
    seed: seedOrdsdemo,
    listeners: [
      { port: ports.oracle, onTaken: listenError('the Oracle listener', '--oracle-port', ports.oracle) },
      {
        port: ports.oracleTls,
        onTaken: listenError('the Oracle TLS listener', '--oracle-tls-port', ports.oracleTls),
        tls,
      },
    ],
    gateway: {
      port: ports.ords,
      onTaken: listenError('ORDS', '--ords-port', ports.ords),
      tls,
      ca: tls.ca,
      settings: { wrongScopeStatus: settings.wrongScopeStatus },
      ...(settings.ordsConfig !== null && { configDirectory: settings.ordsConfig }),
    },
    log,
  });
}
