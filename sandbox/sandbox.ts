import { newFirstKeyPairs } from './identity/signingKeyPair';
import { openTenant } from './auth0/openTenant';
import type { Auth0Tenant } from './auth0/tenant';
import { startControlApi } from './control/controlApi';
import { openEntraTenant } from './entra/openTenant';
import type { EntraTenant } from './entra/tenant';
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
import { openDatabaseUnit, SERVICE } from './ownDatabase';
import { installPlugins } from './plugins/install';
import type { StateFolder } from './state/folder';
import type { Running } from './state/running';
import { loadSettings, saveSettings, type Settings } from './state/settings';
import { writeTrustBundles } from './state/trust';
import { openAuthority } from './tls/openAuthority';

const NAMES = ['localhost', '127.0.0.1'];
const HOST = '127.0.0.1';

/** The parts of a running sandbox, for tests and for the control API. */
export interface Sandbox {
  readonly running: Omit<Running, 'pid' | 'startedAt' | 'readyAfterSeconds'>;
  readonly settings: Settings;
  readonly tenant: Auth0Tenant;
  readonly entra: EntraTenant;
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
 * Starts everything on loopback in this process: an Auth0 tenant, a Microsoft Entra tenant, an OCI IAM identity domain, an Oracle database
 * on TCP and TLS, ORDS in front of it, and the control API. State is read from the folder and kept there.
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
  // Other threads make them while this one installs the database.
  const keyPairs = folder.read(folder.tenant) === undefined ? newFirstKeyPairs() : undefined;
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
    const unit = await openDatabaseUnit(folder, stored, HOST, tls, log);
    closers.push(() => unit.close());

    const openedTenant = await openTenant(folder, keyPairs, {
      tls,
      host: HOST,
      port: stored.ports.auth0,
      demoPassword: stored.passwords.tenantUser,
      log,
    });
    const tenant = openedTenant.service;
    closers.push(() => openedTenant.close());

    const openedEntra = await openEntraTenant(folder, {
      tls,
      host: HOST,
      port: stored.ports.entra,
      demoPassword: stored.passwords.entraUser,
      log,
    });
    const entra = openedEntra.service;
    closers.push(() => openedEntra.close());

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
        entra,
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
        entra: entra.port,
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
    openedTenant.save();
    openedEntra.save();
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
          demoUser: tenant.demoUser,
        },
        entra: {
          metadataHost: entra.metadataHost,
          tenantId: entra.tenantId,
          issuer: entra.issuer,
          ...entra.operator,
          demoUser: entra.demoUser,
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
      entra,
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
