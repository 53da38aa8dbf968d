import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openDatabase } from '../../../../components/database/oracleDatabase';
import { closeDatabases } from '../../../../components/database/pools';
import type { Connection } from '../../../../components/database/database';
import { createHttp, type ClosableHttp } from '../../../../components/diagnose/collect/httpClient';
import type { CollectOptions } from '../../../../components/diagnose/collect/options';
import { collectRefusal } from '../../../../components/diagnose/collect/refusal';
import { collectSides } from '../../../../components/diagnose/collect/sides';
import type { ApiSides } from '../../../../components/diagnose/facts';
import type { Manifest } from '../../../../components/manifest';
import { startSandbox, type Sandbox } from '../../../../sandbox/sandbox';
import { StateFolder } from '../../../../sandbox/state/folder';

const AUDIENCE = 'https://api.example.com/orders';

describe('both sides', () => {
  let folder: StateFolder;
  let sandbox: Sandbox;
  let http: ClosableHttp;
  let urls: string[] = [];

  const connection = (user: 'ADMIN' | 'ORDSDEMO'): Connection => ({
    connectString: sandbox.running.oracle.connectString,
    user,
    password: user === 'ADMIN' ? sandbox.settings.passwords.admin : sandbox.settings.passwords.ordsdemo,
  });
  const manifest = (changes: Partial<Manifest> = {}, ords: Partial<Manifest['ords']> = {}): Manifest => ({
    version: 1,
    api: 'orders',
    identityProvider: { kind: 'auth0', domain: sandbox.tenant.domain },
    trust: {
      issuer: sandbox.tenant.issuer,
      audience: AUDIENCE,
      jwksUrl: `${sandbox.tenant.issuer}.well-known/jwks.json`,
      authorisation: { mode: 'scope' },
    },
    scopes: [{ name: 'orders.read', description: null, modules: ['orders'], patterns: [] }],
    clients: {},
    ords: {
      schema: 'ORDSDEMO',
      schemaAlias: 'ordsdemo',
      baseUrl: sandbox.running.ords.baseUrl,
      connectString: sandbox.running.oracle.connectString,
      user: 'ORDSDEMO',
      jwtProfile: { allowedSkew: null, allowedAge: null },
      modules: {},
      ...ords,
    },
    ...changes,
  });
  const options = (changes: Partial<CollectOptions> = {}): CollectOptions => ({
    http: (request) => {
      urls.push(request.url);
      return http(request);
    },
    openDatabase,
    connection: () => connection('ORDSDEMO'),
    management: { auth0: { domain: sandbox.tenant.domain, ...sandbox.tenant.management } },
    ...changes,
  });
  const run = async (sql: string): Promise<void> => {
    const session = sandbox.database.openSession('ORDSDEMO');
    await session.execute({ sql, binds: [] });
    await session.commit();
    session.close();
  };

  beforeAll(async () => {
    folder = new StateFolder(mkdtempSync(join(tmpdir(), 'ords-sides-')));
    sandbox = await startSandbox(folder);
    http = createHttp({ ca: readFileSync(folder.caCertificate, 'utf8') });
    await run(`
      declare v_none owa.vc_arr; v_modules owa.vc_arr;
      begin
        ords.enable_schema;
        ords.define_module('orders', '/orders/');
        ords.define_template('orders', '.');
        ords.define_handler(p_module_name => 'orders', p_pattern => '.', p_source => 'select 1 n from dual');
        v_modules(1) := 'orders';
        ords.define_privilege('orders.read', v_none, v_none, v_modules);
        ords_security.create_jwt_profile('${sandbox.tenant.issuer}', '${AUDIENCE}',
          '${sandbox.tenant.issuer}.well-known/jwks.json');
        commit;
      end;`);
  });
  beforeEach(() => (urls = []));
  afterAll(async () => {
    await http.close();
    await closeDatabases();
    await sandbox.close();
    folder.wipe();
  });

  it('are read together, and what they share once', async () => {
    const again = manifest({ api: 'again' });
    const sides = await collectSides([manifest(), again], options());
    expect(sides.map(({ manifest: { api } }) => api)).toEqual(['orders', 'again']);
    for (const side of sides) {
      expect(side.ords).toMatchObject({ state: 'read', value: { schemas: { ORDSDEMO: { enabled: true } } } });
      expect(side.identityProvider).toMatchObject({
        discovery: { state: 'read' },
        jwks: { state: 'read', value: [{ outcome: 'keys' }] },
        api: { state: 'read', value: null },
        clients: { state: 'read', value: {} },
      });
    }
    expect(sides[0]?.ords).toBe(sides[1]?.ords);
    expect(new Set(urls).size).toBe(urls.length);
  });

  it('include the JWKS of a profile that has another', async () => {
    const elsewhere = 'https://127.0.0.1:1/jwks';
    const trust = { ...manifest().trust, jwksUrl: elsewhere };
    const [side] = await collectSides([manifest({ trust })], options());
    expect(side?.identityProvider.jwks).toMatchObject({
      value: [
        { url: elsewhere, outcome: 'unreachable' },
        { url: manifest().trust.jwksUrl, outcome: 'keys' },
      ],
    });
  });

  it('leave open what there are no credentials for', async () => {
    const { management: _none, ...bare } = options({ connection: () => undefined });
    const [side] = await collectSides([manifest()], bare);
    expect(side?.ords.state).toBe('skipped');
    expect(side?.identityProvider.api.state).toBe('skipped');
    expect(side?.identityProvider.clients.state).toBe('skipped');
    expect(side?.identityProvider.discovery.state).toBe('read');
    const [unknown] = await collectSides(
      [manifest({ identityProvider: { kind: 'of-tomorrow' } })],
      options(),
    );
    expect(unknown?.identityProvider.api).toMatchObject({
      state: 'skipped',
      reason: expect.stringContaining('of-tomorrow') as string,
    });
  });

  it('are independent: a database that is down hides nothing of the other side', async () => {
    const down = { ...connection('ORDSDEMO'), connectString: '127.0.0.1:1/none', connectTimeoutSeconds: 1 };
    const [side] = await collectSides([manifest()], options({ connection: () => down }));
    expect(side?.ords).toMatchObject({
      state: 'failed',
      failure: { code: 'ords.connection.unreachable', remedy: expect.stringContaining('firewall') as string },
    });
    expect(JSON.stringify(side?.ords)).not.toContain(down.password);
    expect(side?.identityProvider.discovery.state).toBe('read');
    const lost = manifest({ identityProvider: { kind: 'auth0', domain: '127.0.0.1:1' } });
    const management = { auth0: { ...sandbox.tenant.management, domain: '127.0.0.1:1' } };
    const [other] = await collectSides([lost], options({ management }));
    expect(other?.identityProvider.api).toMatchObject({ failure: { code: 'idp.token.unreachable' } });
    expect(other?.ords.state).toBe('read');
  });

  it('are read with credentials of their own account only', async () => {
    const foreign = manifest({ identityProvider: { kind: 'auth0', domain: '127.0.0.1:1' } });
    const [side] = await collectSides([foreign], options());
    expect(side?.identityProvider.api).toEqual({
      state: 'skipped',
      reason: 'no credentials of the identity provider were given',
    });
    expect(urls.filter((url) => url.startsWith('https://127.0.0.1:1/'))).toEqual([]);
  });

  it("of one's own schema stay readable beside those of another", async () => {
    const other = manifest({ api: 'other' }, { schema: 'ADMIN', schemaAlias: 'admin' });
    const [mine, theirs] = await collectSides([manifest(), other], options());
    expect(mine?.ords.state).toBe('read');
    expect(theirs?.ords).toMatchObject({ state: 'failed', failure: { code: 'ords.rights.missing' } });
    const both = await collectSides([manifest(), other], options({ connection: () => connection('ADMIN') }));
    expect(both[0]?.ords).toMatchObject({ state: 'read', value: { user: 'ADMIN' } });
    expect(both[1]?.ords).toBe(both[0]?.ords);
  });

  describe('and a refused call', () => {
    let api: ApiSides;
    let endpoint: string;
    const collect = (token: string, url = endpoint) => collectRefusal(api, token, url, options());

    beforeAll(async () => {
      [api] = (await collectSides([manifest()], options())) as [ApiSides];
      endpoint = `${sandbox.running.ords.baseUrl}/ordsdemo/orders/`;
    });

    it('are looked at with the token and without', async () => {
      const token = await sandbox.tenant.control.mintToken({ audience: AUDIENCE, scope: 'orders.read' });
      const facts = await collect(`${token}\n`, `${endpoint}?q=1#part`);
      expect(facts).toMatchObject({
        url: `${endpoint}?q=1`,
        token: { form: 'jwt', signature: 'valid', claims: { aud: AUDIENCE } },
        call: { state: 'read', value: { method: 'GET' } },
        openCall: { state: 'read', value: { status: 401 } },
      });
      expect(Math.abs(facts.now - Date.now() / 1000)).toBeLessThan(60);
      expect((await collect(token)).call).toMatchObject({ value: { status: 200 } });
      expect(JSON.stringify(facts)).not.toContain(token);
    });

    it('show how the refusal is worded', async () => {
      const { call } = await collect('garbage');
      expect(call).toMatchObject({
        value: { status: 401, wwwAuthenticate: expect.stringContaining('invalid_token') as string },
      });
      const altered = await sandbox.tenant.control.mintToken({ audience: AUDIENCE, altered: true });
      expect((await collect(altered)).token.signature).toBe('invalid');
    });

    it.each([
      ['no token', '\n', 'skipped'],
      ['a token that no header can carry', 'a\u200bb', 'skipped'],
      ['one of 2 MB', 'a'.repeat(2_000_000), 'skipped'],
    ])('do not send %s', async (_name, token, state) => {
      expect((await collect(token)).call.state).toBe(state);
    });

    it.each([
      'https://evil.example.com/ords/ordsdemo/orders/',
      'http://localhost:1/ords/ordsdemo/orders/',
      'BASE.evil.example.com/ordsdemo/',
      'BASE/../elsewhere',
      'BASEX/ordsdemo/',
      'BASE/%2e%2e/elsewhere',
    ])('never send the token to %s', async (text) => {
      const url = text.replace('BASE', sandbox.running.ords.baseUrl);
      await expect(collect('a.b.c', url)).rejects.toMatchObject({ code: 'doctor.url.elsewhere' });
      expect(urls).toEqual([]);
    });

    it('need a URL', async () => {
      await expect(collect('a.b.c', 'ordsdemo/orders')).rejects.toMatchObject({ code: 'doctor.url.invalid' });
      const { host } = new URL(endpoint);
      const withUser = endpoint.replace(host, `me:secret@${host}`);
      await expect(collect('a.b.c', withUser)).rejects.toThrow(/^(?!.*secret).*is not below the base URL/);
    });
  });
});
