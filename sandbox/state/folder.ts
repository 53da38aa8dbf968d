import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';

/** Name of the folder in the current directory when `--state` and ORDS_SANDBOX_STATE are absent. */
export const DEFAULT_STATE_FOLDER = '.ords-sandbox';

/** Where the state lives: the option, else the environment, else `.ords-sandbox` here. */
export function stateFolderPath(option: string | undefined, environment = process.env): string {
  return resolve(option ?? environment['ORDS_SANDBOX_STATE'] ?? DEFAULT_STATE_FOLDER);
}

/** The files of one sandbox. Everything in it is private to its owner: it holds the CA's key and passwords. */
export class StateFolder {
  readonly caCertificate: string;
  readonly caKey: string;
  /** What the environment already trusted, plus the sandbox's CA: for NODE_EXTRA_CA_CERTS. */
  readonly nodeTrust: string;
  /** The system's CAs plus the sandbox's: for SSL_CERT_FILE, which replaces the system's. */
  readonly systemTrust: string;
  readonly settings: string;
  readonly tenant: string;
  /** The Microsoft Entra tenant. */
  readonly entraTenant: string;
  readonly database: string;
  /** Who signs requests to OCI, without the key. */
  readonly operator: string;
  /** The key of an OCI API key pair, PEM. */
  readonly operatorKey: string;
  /** The key of a user who may not write in identity domains, PEM. */
  readonly readerKey: string;
  /** A file for each identity domain. */
  readonly identityDomains: string;
  /** What the control plane of OCI remembers. */
  readonly controlPlane: string;
  /** A file for each Autonomous Database. */
  readonly autonomousDatabases: string;
  readonly running: string;
  readonly log: string;
  readonly pulumiHome: string;
  readonly pulumiBackend: string;

  constructor(readonly path: string) {
    this.caCertificate = join(path, 'ca.pem');
    this.caKey = join(path, 'ca.key');
    this.nodeTrust = join(path, 'trust-node.pem');
    this.systemTrust = join(path, 'trust-system.pem');
    this.settings = join(path, 'settings.json');
    this.tenant = join(path, 'auth0.json');
    this.entraTenant = join(path, 'entra.json');
    this.database = join(path, 'oracle.sqlite');
    this.operator = join(path, 'oci-operator.json');
    this.operatorKey = join(path, 'oci-api-key.pem');
    this.readerKey = join(path, 'oci-reader-api-key.pem');
    this.identityDomains = join(path, 'identity-domains');
    this.controlPlane = join(path, 'oci-control-plane.json');
    this.autonomousDatabases = join(path, 'autonomous-databases');
    this.running = join(path, 'running.json');
    this.log = join(path, 'sandbox.log');
    this.pulumiHome = join(path, 'pulumi-home');
    this.pulumiBackend = join(path, 'pulumi-backend');
  }

  create(): void {
    mkdirSync(this.path, { recursive: true, mode: 0o700 });
    chmodSync(this.path, 0o700);
    mkdirSync(this.identityDomains, { recursive: true });
    mkdirSync(this.autonomousDatabases, { recursive: true });
    mkdirSync(this.pulumiHome, { recursive: true });
    mkdirSync(this.pulumiBackend, { recursive: true });
  }

  /** The names in a folder, sorted. */
  list(folder: string): string[] {
    return readdirSync(folder).sort();
  }

  read(file: string): string | undefined {
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  }

  readBytes(file: string): Uint8Array | undefined {
    return existsSync(file) ? readFileSync(file) : undefined;
  }

  /** Written beside and renamed, so that a crash never leaves half a file. */
  write(file: string, content: string | Uint8Array): void {
    const temporary = `${file}.${process.pid}.tmp`;
    writeFileSync(temporary, content, { mode: 0o600 });
    renameSync(temporary, file);
  }

  remove(file: string): void {
    rmSync(file, { force: true });
  }

  wipe(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
