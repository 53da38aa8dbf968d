import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { StateFolder } from './folder';
import type { Running } from './running';
import type { Settings } from './settings';

/** Known to everybody: it encrypts the state of demo stacks on this machine, nothing else. */
const DEMO_PASSPHRASE = 'ords-sandbox';

/** Clients of the official provider that are sent to the sandbox (facts/oci-iam.md 1.1). */
const CONTROL_PLANE_CLIENTS = ['oci_identity.IdentityClient', 'oci_database.DatabaseClient'];

/** What a shell needs to use the sandbox with Pulumi, curl and database tools. */
export function sandboxEnvironment(
  folder: StateFolder,
  running: Running,
  settings: Settings,
  inherited = process.env,
): Record<string, string> {
  const bin = join(folder.pulumiHome, 'bin');
  const path = inherited['PATH'] ?? '';
  return {
    ORDS_SANDBOX_STATE: folder.path,
    AUTH0_DOMAIN: running.auth0.domain,
    AUTH0_CLIENT_ID: running.auth0.clientId,
    AUTH0_CLIENT_SECRET: running.auth0.clientSecret,
    AUTH0_DEMO_USER: running.auth0.demoUser,
    AUTH0_DEMO_PASSWORD: settings.passwords.tenantUser,
    ARM_METADATA_HOSTNAME: running.entra.metadataHost,
    ARM_TENANT_ID: running.entra.tenantId,
    ARM_CLIENT_ID: running.entra.clientId,
    ARM_CLIENT_SECRET: running.entra.clientSecret,
    ENTRA_DEMO_USER: running.entra.demoUser,
    ENTRA_DEMO_PASSWORD: settings.passwords.entraUser,
    OCI_IAM_DOMAIN_URL: running.oci.domainUrl,
    // The official provider takes these names, the second half in lower case.
    OCI_tenancy_ocid: running.oci.tenancyId,
    OCI_user_ocid: running.oci.userId,
    OCI_fingerprint: running.oci.fingerprint,
    OCI_private_key_path: running.oci.privateKeyPath,
    OCI_region: running.oci.region,
    OCI_COMPARTMENT_OCID: running.oci.compartmentId,
    CLIENT_HOST_OVERRIDES: CONTROL_PLANE_CLIENTS.map(
      (client) => `${client}=${running.oci.controlPlaneUrl}`,
    ).join(';'),
    OCI_DEMO_USER: running.oci.demoUser,
    OCI_DEMO_PASSWORD: settings.passwords.domainUser,
    // A name that is taken would be tried again for two minutes.
    disable_409_retry: 'true',
    ORDS_BASE_URL: running.ords.baseUrl,
    ORDS_CONNECT_STRING: running.oracle.connectString,
    ORDS_USER: 'ORDSDEMO',
    ORDS_PASSWORD: settings.passwords.ordsdemo,
    ORDS_ADMIN_USER: 'ADMIN',
    ORDS_ADMIN_PASSWORD: settings.passwords.admin,
    NODE_EXTRA_CA_CERTS: folder.nodeTrust,
    SSL_CERT_FILE: folder.systemTrust,
    ORDS_SANDBOX_CONTROL_URL: running.control.url,
    ORDS_SANDBOX_CONTROL_TOKEN: settings.controlToken,
    PULUMI_HOME: folder.pulumiHome,
    PULUMI_BACKEND_URL: `file://${folder.pulumiBackend}`,
    PULUMI_CONFIG_PASSPHRASE: DEMO_PASSPHRASE,
    PULUMI_SKIP_UPDATE_CHECK: 'true',
    ...(settings.officialPlugins ? {} : { PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true' }),
    // Pulumi's own installer puts the CLI there too; only a home that has one changes PATH.
    ...(existsSync(bin) && !path.split(delimiter).includes(bin) ? { PATH: `${bin}${delimiter}${path}` } : {}),
  };
}

/** POSIX shell text for `eval`. */
export function toShell(environment: Readonly<Record<string, string>>): string {
  return Object.entries(environment)
    .map(([name, value]) => `export ${name}='${value.replaceAll("'", `'\\''`)}'`)
    .join('\n');
}
