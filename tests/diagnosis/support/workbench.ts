import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { controlClient, type ControlClient } from '../../../sandbox/control/client';
import { startSandbox, type Sandbox } from '../../../sandbox/sandbox';
import { StateFolder } from '../../../sandbox/state/folder';
import type { Settings } from '../../../sandbox/state/settings';
import type { Connection } from '../../../components/database/database';
import { closeDatabases } from '../../../components/database/pools';
import { createHttp, type ClosableHttp } from '../../../components/diagnose/collect/httpClient';
import { Auth0Bench } from './identityProviders/auth0';
import { EntraBench } from './identityProviders/entra';
import type { ProviderBench, ProviderKind } from './identityProviders/identityProvider';
import { OciIamBench } from './identityProviders/ociIam';

/** Seconds that both readers of a JWKS are given: enough for a busy machine, or little enough to wait for silence. */
const PATIENCE = { usual: 30, silence: 1 } as const;

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** One sandbox in this process, with the ways in which a configuration is made: control API, identity provider, SQL. */
export class Workbench {
  /** Seconds for each call of the diagnosis. */
  patience: number = PATIENCE.usual;
  private opened: ProviderBench | undefined;

  private constructor(
    readonly sandbox: Sandbox,
    readonly http: ClosableHttp,
    readonly controls: ControlClient,
    /** PEM of the CA. */
    readonly ca: string,
    private readonly folder: string,
  ) {}

  static async start(kind: ProviderKind, options: Partial<Settings> = {}): Promise<Workbench> {
    const path = mkdtempSync(join(tmpdir(), 'ords-diagnosis-'));
    const folder = new StateFolder(path);
    const sandbox = await startSandbox(folder, { officialPlugins: true, ...options });
    const ca = readFileSync(folder.caCertificate, 'utf8');
    const controls = controlClient({
      url: sandbox.running.control.url,
      token: sandbox.settings.controlToken,
      ca,
    });
    const bench = new Workbench(sandbox, createHttp({ ca }), controls, ca, path);
    bench.opened = await openProvider(kind, bench);
    await bench.reset();
    return bench;
  }

  get provider(): ProviderBench {
    if (!this.opened) throw new Error('the workbench is not open');
    return this.opened;
  }

  get baseUrl(): string {
    return this.sandbox.running.ords.baseUrl;
  }

  get issuer(): string {
    return this.provider.issuer;
  }

  get jwksUrl(): string {
    return this.provider.jwksUrl;
  }

  get admin(): Connection {
    return {
      connectString: this.sandbox.running.oracle.connectString,
      user: 'ADMIN',
      password: this.sandbox.settings.passwords.admin,
    };
  }

  control<T = unknown>(action: string, args: Readonly<Record<string, unknown>> = {}): Promise<T> {
    return this.controls.call<T>(action, args);
  }

  /** An action on the identity provider: `jwks`. */
  controlProvider<T = unknown>(action: string, args: Readonly<Record<string, unknown>> = {}): Promise<T> {
    return this.control<T>(`${this.provider.controlPart}/${action}`, args);
  }

  /** Ends all trouble: what is left are the places that were made. */
  async reset(): Promise<void> {
    await this.controlProvider('jwks', { mode: 'normal' });
    await this.controlProvider('discovery');
    await this.provider.reset();
    await this.control('ords/resetSettings');
    await this.wait(PATIENCE.usual);
    await this.control('ords/clearKeys');
  }

  /** What stalls is to be seen stalling, not to be waited for. */
  expectSilence(): Promise<void> {
    return this.wait(PATIENCE.silence);
  }

  private async wait(seconds: number): Promise<void> {
    this.patience = seconds;
    const timeout = seconds * 1000;
    await this.control('ords/settings', { jwksReadTimeout: timeout, jwksConnectionTimeout: timeout });
  }

  /** Calls an endpoint; status 0 when the connection breaks. */
  async call(url: string, token?: string): Promise<Answer> {
    const result = await this.http({
      url,
      ...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }),
    });
    return result.ok
      ? { status: result.answer.status, body: result.answer.body }
      : { status: 0, body: result.failure.detail };
  }

  /** A statement or block as that user, or with all rights; committed. */
  async sql(user: string | undefined, text: string): Promise<void> {
    const { database } = this.sandbox;
    const session = user === undefined ? database.systemSession() : database.openSession(user);
    try {
      await session.execute({ sql: text, binds: [] });
      await session.commit();
    } finally {
      session.close();
    }
  }

  async stop(): Promise<void> {
    await closeDatabases();
    await this.opened?.close();
    await this.controls.close();
    await this.http.close();
    await this.sandbox.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function openProvider(kind: ProviderKind, bench: Workbench): Promise<ProviderBench> {
  if (kind === 'auth0') return new Auth0Bench(bench);
  return kind === 'entra' ? new EntraBench(bench) : OciIamBench.open(bench);
}
