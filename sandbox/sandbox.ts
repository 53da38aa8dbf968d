import { newFirstKeyPairs } from './identity/signingKeyPair';
import { startAuth0Tenant, type Auth0Tenant } from './auth0/tenant';
import type { TenantState } from './auth0/tenantState';
import { startControlApi } from './control/controlApi';
import { listenError } from './listenError';
import { CallFaults } from './oracle/callFaults';
import { createOracleDatabase, type OracleDatabase } from './oracle/oracleDatabase';
import { installOrds } from './oracle/packages/ords/installOrds';
import { startTnsServer, type TnsServer } from './oracle/tns/server';
import { startOrdsGateway, type OrdsGateway } from './ords/gateway';
import { installAuth0Plugin } from './plugins/install';
import { Saver } from './saver';
import { seedOrdsdemo } from './seed/seedOrdsdemo';
import type { StateFolder } from './state/folder';
import type { Running } from './state/running';
import { loadSettings, saveSettings, type Settings } from './state/settings';
import { writeTrustBundles } from './state/trust';
import { createAuthority, loadAuthority, type Authority } from './tls/authority';

/** Service name of the pluggable database, in Easy Connect: `localhost:<port>/ordspdb`. */
const SERVICE = 'ordspdb';
/** Names that an Autonomous Database would show in its connect strings work too. */
const SERVICES = [SERVICE, `${SERVICE}_low`, `${SERVICE}_high`, `${SERVICE}_tp`];
const NAMES = ['localhost', '127.0.0.1'];
const HOST = '127.0.0.1';

/** The parts of a running sandbox, for tests and for the control API. */
export interface Sandbox {
  readonly running: Omit<Running, 'pid' | 'startedAt' | 'readyAfterSeconds'>;
  readonly settings: Settings;
  readonly tenant: Auth0Tenant;
  readonly database: OracleDatabase;
  readonly listener: TnsServer;
  readonly gateway: OrdsGateway;
  /** Saves the state and stops listening. */
  close(): Promise<void>;
}

/**
 * Starts everything on loopback in this process: an Auth0 tenant, an Oracle database on TCP and TLS, ORDS in front of it,
 * and the control API. State is read from the folder and kept there.
 *
 * @throws SandboxError `sandbox.port.taken`.
 */
export async function startSandbox(
  folder: StateFolder,
  options: Partial<Settings> = {},
  log: (line: string) => void = () => {},
): Promise<Sandbox> {
  folder.create();
  const stored = loadSettings(folder, options);
  const tenantText = folder.read(folder.tenant);
  // Other threads make them while this one installs the database.
  const keyPairs = tenantText === undefined ? newFirstKeyPairs() : undefined;
  const authority = await openAuthority(folder);
  const tls = await authority.issueServerCertificate(NAMES);
  writeTrustBundles(folder, authority.certificatePem);

  const closers: (() => Promise<void> | void)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const database = await openDatabase(folder, stored, log);
    const databaseSaver = new Saver(() => folder.write(folder.database, database.snapshot()));
    database.onCommit(() => databaseSaver.request());
    closers.push(() => databaseSaver.flush());

    const tenantSaver = new Saver(() => folder.write(folder.tenant, JSON.stringify(tenant.state())));
    const tenant = await startAuth0Tenant({
      tls,
      host: HOST,
      port: stored.ports.auth0,
      log,
      onChange: () => tenantSaver.request(),
      ...(keyPairs && { keyPairs }),
      ...(tenantText !== undefined && { state: JSON.parse(tenantText) as TenantState }),
    }).catch(listenError('Auth0', '--auth0-port', stored.ports.auth0));
    closers.push(async () => {
      await tenant.close();
      tenantSaver.request();
      tenantSaver.flush();
    });

    const callFaults = new CallFaults();
    const listener = await startTnsServer({
      database,
      faults: callFaults,
      flavour: stored.flavour,
      host: HOST,
      port: stored.ports.oracle,
      log,
    }).catch(listenError('the Oracle listener', '--oracle-port', stored.ports.oracle));
    closers.push(() => listener.close());
    const tlsListener = await startTnsServer({
      database,
      faults: callFaults,
      flavour: stored.flavour,
      host: HOST,
      port: stored.ports.oracleTls,
      tls,
      log,
    }).catch(listenError('the Oracle TLS listener', '--oracle-tls-port', stored.ports.oracleTls));
    closers.push(() => tlsListener.close());

    const gateway = await startOrdsGateway({
      database,
      tls,
      host: HOST,
      port: stored.ports.ords,
      ca: authority.certificatePem,
      settings: { wrongScopeStatus: stored.wrongScopeStatus },
      ...(stored.ordsConfig !== null && { configDirectory: stored.ordsConfig }),
      log,
    }).catch(listenError('ORDS', '--ords-port', stored.ports.ords));
    closers.push(() => gateway.close());

    const control = await startControlApi({
      tls,
      host: HOST,
      port: stored.ports.control,
      token: stored.controlToken,
      parts: { tenant, database, listeners: [listener, tlsListener], callFaults, gateway },
    }).catch(listenError('the control API', '--control-port', stored.ports.control));
    closers.push(() => control.close());

    const settings: Settings = {
      ...stored,
      ports: {
        auth0: tenant.port,
        oracle: listener.port,
        oracleTls: tlsListener.port,
        ords: gateway.port,
        control: control.port,
      },
    };
    saveSettings(folder, settings);
    // Before anybody is told the addresses and secrets: a process that is killed a moment later starts with the same ones.
    for (const saver of [tenantSaver, databaseSaver]) {
      saver.request();
      saver.flush();
    }
    if (!settings.officialPlugins) await installAuth0Plugin(folder.pulumiHome);
    return {
      running: {
        flavour: settings.flavour,
        auth0: {
          domain: tenant.domain,
          clientId: tenant.management.clientId,
          clientSecret: tenant.management.clientSecret,
        },
        oracle: {
          connectString: `localhost:${listener.port}/${SERVICE}`,
          tlsConnectString: `tcps://localhost:${tlsListener.port}/${SERVICE}`,
        },
        ords: { baseUrl: `https://localhost:${gateway.port}/ords` },
        control: { url: `https://localhost:${control.port}` },
      },
      settings,
      tenant,
      database,
      listener,
      gateway,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openAuthority(folder: StateFolder): Promise<Authority> {
  const certificate = folder.read(folder.caCertificate);
  const key = folder.read(folder.caKey);
  if (certificate !== undefined && key !== undefined) return loadAuthority(certificate, key);
  const authority = await createAuthority();
  folder.write(folder.caCertificate, authority.certificatePem);
  folder.write(folder.caKey, authority.privateKeyPem);
  return authority;
}

async function openDatabase(
  folder: StateFolder,
  settings: Settings,
  log: (line: string) => void,
): Promise<OracleDatabase> {
  const snapshot = folder.readBytes(folder.database);
  const database = await createOracleDatabase({
    flavour: settings.flavour,
    services: SERVICES,
    users: [
      { name: 'ADMIN', password: settings.passwords.admin, roles: ['DBA', 'ORDS_ADMINISTRATOR_ROLE'] },
      { name: 'ORDSDEMO', password: settings.passwords.ordsdemo },
    ],
    install: (installer) => installOrds(installer, settings.ords),
    ...(snapshot !== undefined && { snapshot }),
    log,
  });
  if (snapshot === undefined) await seedOrdsdemo(database);
  return database;
}
