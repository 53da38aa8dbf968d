import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../../../sandbox/sandbox';
import { sandboxEnvironment } from '../../../../sandbox/state/environment';
import { StateFolder } from '../../../../sandbox/state/folder';
import { Browser } from '../../../support/browser';
import type { WalkProvider } from './walkProvider';

/** A whole sandbox in this process, with a browser, and a module `orders` in ORDSDEMO that the privilege `orders.read` protects. */
export class Walk {
  private constructor(
    readonly sandbox: Sandbox,
    /** What `ords-sandbox env` prints. */
    readonly environment: Readonly<Record<string, string>>,
    readonly browser: Browser,
    private readonly folder: string,
  ) {}

  static async start(): Promise<Walk> {
    const path = mkdtempSync(join(tmpdir(), 'ords-sandbox-walk-'));
    const folder = new StateFolder(path);
    const sandbox = await startSandbox(folder);
    const running = { ...sandbox.running, pid: process.pid, startedAt: '', readyAfterSeconds: 0 };
    const environment = sandboxEnvironment(folder, running, sandbox.settings);
    const browser = new Browser(folder.read(folder.caCertificate) ?? '');
    const walk = new Walk(sandbox, environment, browser, path);
    for (const block of ORDERS) await walk.run(block);
    return walk;
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.sandbox.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** The JWT profile of ORDSDEMO: tokens of this provider count, and of no other. */
  async trust({ issuer, audience, jwksUrl }: WalkProvider): Promise<void> {
    await this.run('begin ords_security.delete_jwt_profile; end;');
    await this.run(`begin
      ords_security.create_jwt_profile(p_issuer => '${issuer}', p_audience => '${audience}', p_jwk_url => '${jwksUrl}');
    end;`);
  }

  get ordersUrl(): string {
    return `${this.environment['ORDS_BASE_URL']}/ordsdemo/orders/`;
  }

  /** What the module answers to a token. */
  async ordersStatus(token: unknown): Promise<number> {
    const bearer = { authorization: `Bearer ${String(token)}` };
    return (await this.browser.send('GET', this.ordersUrl, bearer)).status;
  }

  /** As the owner of ORDSDEMO, committed. */
  private async run(block: string): Promise<void> {
    const session = this.sandbox.database.openSession('ORDSDEMO');
    try {
      await session.execute({ sql: block, binds: [] });
      await session.commit();
    } finally {
      session.close();
    }
  }
}

const ORDERS = [
  `begin
     ords.enable_schema(p_enabled => true, p_schema => 'ORDSDEMO', p_url_mapping_type => 'BASE_PATH',
                        p_url_mapping_pattern => 'ordsdemo', p_auto_rest_auth => false);
     ords.define_module(p_module_name => 'orders', p_base_path => '/orders/', p_items_per_page => 25,
                        p_status => 'PUBLISHED', p_comments => null);
     ords.define_template('orders', '.');
     ords.define_handler(p_module_name => 'orders', p_pattern => '.', p_method => 'GET',
                         p_source_type => ords.source_type_collection_feed, p_source => 'select id from orders');
   end;`,
  `declare
     roles owa.vc_arr;
     patterns owa.vc_arr;
     modules owa.vc_arr;
   begin
     modules(1) := 'orders';
     ords.define_privilege(p_privilege_name => 'orders.read', p_roles => roles, p_patterns => patterns,
                           p_modules => modules);
   end;`,
];
