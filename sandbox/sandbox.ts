import { newFirstKeyPairs } from './identity/signingKeyPair';
import { startAuth0Tenant, type Auth0Tenant } from './auth0/tenant';
import type { TenantState } from './auth0/tenantState';
import { startControlApi } from './control/controlApi';
import { startDatabaseUnit, type DatabaseUnit } from './databaseUnit';
import { listenError } from './listenError';
import { DEMO_USER_NAME } from './oci/identityDomain/domainSeed';
import { type Domains, startDomains } from './oci/identityDomain/domains';
import type { ControlPlane } from './oci/controlPlane/controlPlane';
import { openControlPlane } from './oci/controlPlane/openControlPlane';
import { openOperator } from './oci/operator';
import { TenancySigners } from './oci/signers';
import type { OracleDatabase } from './oracle/oracleDatabase';
import type { TnsServer } from './oracle/tns/server';
import type { OrdsGateway } from './ords/gateway';
import { installPlugins } from './plugins/install';
import { Saver } from './saver';
import { seedOrdsdemo } from './seed/seedOrdsdemo';
import type { StateFolder } from './state/folder';
import type { Running } from './state/running';
import { loadSettings, saveSettings, type Settings } from './state/settings';
import { writeTrustBundles } from './state/trust';
import { createAuthority, loadAuthority, type Authority, type IssuedCertificate } from './tls/authority';

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
  readonly domains: Domains;
  readonly signers: TenancySigners;
  readonly database: OracleDatabase;
  readonly listener: TnsServer;
  readonly gateway: OrdsGateway;
  readonly controlPlane: ControlPlane;
  /** Saves the state and stops listening. */
  close(): Promise<void>;
}

/**
 * Starts everything on loopback in this process: an Auth0 tenant, an OCI IAM identity domain, an Oracle database on TCP and TLS, ORDS in front of it,
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
  const openingOperator = openOperator(folder);
  openingOperator.catch(() => undefined); // awaited below, where an error counts
  const authority = await openAuthority(folder);
  const tls = await authority.issueServerCertificate(NAMES);
  writeTrustBundles(folder, authority.certificatePem);

  const closers: (() => Promise<void> | void)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const unit = await openDatabaseUnit(folder, stored, tls, log);
    closers.push(() => unit.close());

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

    const operator = await openingOperator;
    const signers = new TenancySigners(operator, folder);
    const domains = await startDomains({
      folder,
      tls,
      signers,
      passwords: {
        administrator: stored.passwords.domainAdministrator,
        demo: stored.passwords.domainUser,
      },
      host: HOST,
      port: stored.ports.identityDomain,
      log,
    }).catch(listenError('the identity domain', '--identity-domain-port', stored.ports.identityDomain));
    closers.push(() => domains.close());

    const { database, callFaults, gateway } = unit;
    const [listener, tlsListener] = unit.listeners as readonly [TnsServer, TnsServer];

    const controlPlane = await openControlPlane(folder, {
      operator,
      signers,
      domains,
      host: HOST,
      port: stored.ports.oci,
      databases: { folder, tls, ords: stored.ords, wrongScopeStatus: stored.wrongScopeStatus, log },
      log,
    }).catch(listenError("OCI's control plane", '--oci-port', stored.ports.oci));
    closers.push(() => controlPlane.close());

    const control = await startControlApi({
      tls,
      host: HOST,
      port: stored.ports.control,
      token: stored.controlToken,
      parts: {
        tenant,
        domains,
        signers,
        database,
        listeners: [listener, tlsListener],
        callFaults,
        gateway,
        controlPlane,
      },
    }).catch(listenError('the control API', '--control-port', stored.ports.control));
    closers.push(() => control.close());

    const settings: Settings = {
      ...stored,
      ports: {
        auth0: tenant.port,
        identityDomain: domains.default.port,
        oracle: listener.port,
        oracleTls: tlsListener.port,
        ords: gateway.port,
        control: control.port,
        oci: controlPlane.port,
      },
    };
    saveSettings(folder, settings);
    // Before anybody is told the addresses and secrets: a process that is killed a moment later starts with the same ones.
    tenantSaver.request();
    tenantSaver.flush();
    unit.save();
    domains.flush();
    if (!settings.officialPlugins) await installPlugins(folder.pulumiHome);
    return {
      running: {
        flavour: settings.flavour,
        auth0: {
          domain: tenant.domain,
          clientId: tenant.management.clientId,
          clientSecret: tenant.management.clientSecret,
        },
        oci: {
          domainUrl: domains.default.url,
          controlPlaneUrl: controlPlane.url,
          tenancyId: operator.tenancyId,
          compartmentId: operator.compartmentId,
          region: operator.region,
          userId: operator.userId,
          fingerprint: operator.fingerprint,
          privateKeyPath: folder.operatorKey,
          demoUser: DEMO_USER_NAME,
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
      domains,
      signers,
      database,
      listener,
      gateway,
      controlPlane,
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

function openDatabaseUnit(
  folder: StateFolder,
  settings: Settings,
  tls: IssuedCertificate,
  log: (line: string) => void,
): Promise<DatabaseUnit> {
  const { ports, passwords } = settings;
  return startDatabaseUnit({
    folder,
    file: folder.database,
    host: HOST,
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
