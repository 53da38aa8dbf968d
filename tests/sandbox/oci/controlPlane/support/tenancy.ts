import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  startControlPlane,
  type ControlPlane,
  type ControlPlaneState,
} from '../../../../../sandbox/oci/controlPlane/controlPlane';
import { startDomains, type Domains } from '../../../../../sandbox/oci/identityDomain/domains';
import { createOperator, type Operator } from '../../../../../sandbox/oci/operator';
import { TenancySigners } from '../../../../../sandbox/oci/signers';
import { StateFolder } from '../../../../../sandbox/state/folder';
import { createAuthority, type IssuedCertificate } from '../../../../../sandbox/tls/authority';
import { OciClient, type Answer } from './ociClient';

export const PASSWORD = 'Orders_2026_pw';

type Body = Record<string, unknown>;

/** A control plane with a folder of its own, and a client of it. */
export class Tenancy {
  readonly log: string[] = [];
  private readonly watchers = new Set<() => void>();
  controlPlane!: ControlPlane;
  domains!: Domains;
  signers!: TenancySigners;
  client!: OciClient;

  private constructor(
    readonly operator: Operator,
    readonly tls: IssuedCertificate,
    readonly folder: StateFolder,
  ) {}

  static async open(): Promise<Tenancy> {
    const [operator, authority] = await Promise.all([createOperator(), createAuthority()]);
    const tls = await authority.issueServerCertificate(['localhost', '127.0.0.1']);
    const folder = new StateFolder(mkdtempSync(join(tmpdir(), 'ords-sandbox-oci-')));
    folder.create();
    const tenancy = new Tenancy(operator, tls, folder);
    await tenancy.start();
    return tenancy;
  }

  async start(state?: ControlPlaneState, port = 0): Promise<void> {
    const log = (line: string): void => void this.log.push(line);
    const { operator, tls, folder } = this;
    const signers = new TenancySigners(operator, folder);
    this.signers = signers;
    this.domains = await startDomains({
      folder,
      tls,
      signers,
      passwords: { administrator: 'Domain_admin_1', demo: 'Demo_user_1' },
      port: 0,
      log,
    });
    this.controlPlane = await startControlPlane({
      operator,
      signers,
      domains: this.domains,
      port,
      databases: { folder, tls, ords: {}, wrongScopeStatus: 401, log },
      log,
      onChange: () => this.watchers.forEach((watcher) => watcher()),
      ...(state && { state }),
    });
    this.client = new OciClient(this.controlPlane.url, operator);
  }

  /** As a process that ends and comes again: only what was written is left. */
  async restart(): Promise<void> {
    const { port } = this.controlPlane;
    const state = JSON.parse(JSON.stringify(this.controlPlane.state())) as ControlPlaneState;
    await this.client.close();
    await this.controlPlane.close();
    await this.domains.close();
    await this.start(state, port);
  }

  /** Somebody of the same tenancy who may look and not touch. */
  async reader(): Promise<OciClient> {
    const { userId, fingerprint, privateKeyPath } = await this.signers.reader();
    const privateKeyPem = readFileSync(privateKeyPath, 'utf8');
    return new OciClient(this.controlPlane.url, { ...this.operator, userId, fingerprint, privateKeyPem });
  }

  newDatabase(changes: Body = {}): Body {
    return {
      compartmentId: this.operator.compartmentId,
      adminPassword: PASSWORD,
      computeCount: 2,
      computeModel: 'ECPU',
      dbName: 'ORDERS',
      dbWorkload: 'OLTP',
      displayName: 'orders',
      isFreeTier: true,
      isMtlsConnectionRequired: false,
      licenseModel: 'LICENSE_INCLUDED',
      source: 'NONE',
      whitelistedIps: ['127.0.0.1'],
      ...changes,
    };
  }

  create(changes: Body = {}): Promise<Answer> {
    return this.client.call('POST', 'autonomousDatabases', this.newDatabase(changes));
  }

  /** What the service says of a database as soon as it is in one of the states. */
  async until(id: unknown, ...states: string[]): Promise<Body> {
    for (;;) {
      // Before the question: a change between the answer and the waiting is not missed.
      const changed = this.nextChange();
      const { status, body } = await this.client.call('GET', `autonomousDatabases/${String(id)}`);
      if (status !== 200) throw new Error(`status ${status}`);
      if (states.includes(String(body['lifecycleState']))) return body;
      await changed;
    }
  }

  nextChange(): Promise<void> {
    return new Promise((resolve) => {
      const watcher = (): void => {
        this.watchers.delete(watcher);
        resolve();
      };
      this.watchers.add(watcher);
    });
  }

  async available(changes: Body = {}): Promise<Body> {
    return this.until((await this.create(changes)).body['id'], 'AVAILABLE');
  }

  async terminate(id: unknown): Promise<void> {
    await this.client.call('DELETE', `autonomousDatabases/${String(id)}`);
    await this.until(id, 'TERMINATED');
  }

  async close(): Promise<void> {
    await this.client.close();
    await this.controlPlane.close();
    await this.domains.close();
    rmSync(this.folder.path, { recursive: true, force: true });
  }
}
