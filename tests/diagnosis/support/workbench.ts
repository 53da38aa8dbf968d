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

/** Seconds that both readers of a JWKS are given: enough for a busy machine, or little enough to wait for silence. */
const PATIENCE = { usual: 30, silence: 1 } as const;

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** One sandbox in this process, with the ways in which a configuration is made: control API, Management API, SQL. */
export class Workbench {
  /** Seconds for each call of the diagnosis. */
  patience: number = PATIENCE.usual;

  private constructor(
    readonly sandbox: Sandbox,
    readonly http: ClosableHttp,
    private readonly controls: ControlClient,
    private readonly folder: string,
  ) {}

  static async start(options: Partial<Settings> = {}): Promise<Workbench> {
    const path = mkdtempSync(join(tmpdir(), 'ords-diagnosis-'));
    const folder = new StateFolder(path);
    const sandbox = await startSandbox(folder, { officialPlugins: true, ...options });
    const ca = readFileSync(folder.caCertificate, 'utf8');
    const controls = controlClient({
      url: sandbox.running.control.url,
      token: sandbox.settings.controlToken,
      ca,
    });
    const bench = new Workbench(sandbox, createHttp({ ca }), controls, path);
    await bench.reset();
    return bench;
  }

  get baseUrl(): string {
    return this.sandbox.running.ords.baseUrl;
  }

  get issuer(): string {
    return this.sandbox.tenant.issuer;
  }

  get jwksUrl(): string {
    return `${this.issuer}.well-known/jwks.json`;
  }

  get management(): { domain: string; clientId: string; clientSecret: string } {
    return { domain: this.sandbox.tenant.domain, ...this.sandbox.tenant.management };
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

  /** Ends all trouble: what is left are the places that were made. */
  async reset(): Promise<void> {
    await this.control('auth0/jwks', { mode: 'normal' });
    await this.control('auth0/discovery');
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

  /** A call of the Management API as the operator. Throws on a refusal. */
  async manage<T>(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, content?: unknown): Promise<T> {
    const { clientId, clientSecret } = this.management;
    const token = await this.token(clientId, clientSecret, `${this.issuer}api/v2/`);
    const result = await this.http({
      url: `${this.issuer}api/v2/${path}`,
      method,
      headers: { authorization: `Bearer ${token ?? ''}`, 'content-type': 'application/json' },
      ...(content !== undefined && { body: JSON.stringify(content) }),
    });
    if (!result.ok || result.answer.status >= 400)
      throw new Error(`${method} ${path}: ${JSON.stringify(result)}`);
    return (result.answer.body === '' ? undefined : JSON.parse(result.answer.body)) as T;
  }

  /** A token as a client requests it; undefined when the identity provider refuses. */
  async token(clientId: string, clientSecret: string, audience: string): Promise<string | undefined> {
    const result = await this.http({
      url: `${this.issuer}oauth/token`,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
        audience,
      }),
    });
    if (!result.ok) throw new Error(`the tenant does not answer: ${result.failure.detail}`);
    if (result.answer.status !== 200) return undefined;
    return (JSON.parse(result.answer.body) as { access_token: string }).access_token;
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
    await this.controls.close();
    await this.http.close();
    await this.sandbox.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
