import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import oracledb, { type ConnectionAttributes } from 'oracledb';
import { Agent, request } from 'undici';
import { createAuthority } from '../../../../sandbox/tls/authority';
import { filesInZip } from './support/zip';
import { PASSWORD, Tenancy } from './support/tenancy';

interface Profile {
  readonly consumerGroup: string;
  readonly tlsAuthentication: 'SERVER' | 'MUTUAL';
  readonly syntaxFormat: string;
  readonly value: string;
}
type Database = Record<string, unknown>;

const WALLET_PASSWORD = 'wallet-2026';
let tenancy: Tenancy;
let agent: Agent;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'connections-'));
  const stranger = await (await createAuthority()).issueServerCertificate(['stranger']);
  tenancy = await Tenancy.open();
  strangersWallet = stranger.key + stranger.cert + tenancy.tls.ca;
  writeFileSync(join(folder, 'ca.pem'), tenancy.tls.ca);
  agent = new Agent({ connect: { ca: tenancy.tls.ca } });
});
afterAll(async () => {
  await agent.close();
  await tenancy.close();
  rmSync(folder, { recursive: true, force: true });
});

function profiles(database: Database): readonly Profile[] {
  return (database['connectionStrings'] as { profiles: Profile[] }).profiles;
}

/** Without the retries of the real strings, which make a refused client wait for a minute. */
function connectString(database: Database, tlsAuthentication: Profile['tlsAuthentication']): string {
  const found = profiles(database).find(
    (one) => one.tlsAuthentication === tlsAuthentication && one.consumerGroup === 'LOW',
  );
  return (found?.value ?? '').replace('(retry_count=20)(retry_delay=3)', '');
}

async function userOf(attributes: ConnectionAttributes): Promise<unknown> {
  const connection = await oracledb.getConnection({ user: 'admin', password: PASSWORD, ...attributes });
  try {
    const { rows } = await connection.execute<unknown[]>('select user from dual');
    return rows?.[0]?.[0];
  } finally {
    await connection.close();
  }
}

async function wallet(
  database: Database,
  body: Record<string, unknown> = {},
): Promise<Record<string, string>> {
  const path = `autonomousDatabases/${String(database['id'])}/actions/generateWallet`;
  const answer = await tenancy.client.call('POST', path, { password: WALLET_PASSWORD, ...body });
  expect(answer.status).toBe(200);
  return filesInZip(answer.bytes);
}

/** A driver in this process trusts our CA only by a wallet: this one's certificate is a stranger's, so that it opens no door. */
let strangersWallet: string;
const server = (database: Database): ConnectionAttributes => ({
  connectString: connectString(database, 'SERVER'),
  walletContent: strangersWallet,
});

/** A process of its own: Node.js reads the CAs to trust when it starts. */
function userOfPlainClient(connect: string): Promise<string> {
  const program = `
    const oracledb = require(${JSON.stringify(require.resolve('oracledb'))});
    oracledb.getConnection({ user: 'admin', password: process.env.OF_THIS_TEST, connectString: process.argv[1] })
      .then(async (connection) => {
        console.log((await connection.execute('select user from dual')).rows[0][0]);
        await connection.close();
      });`;
  const env = { ...process.env, OF_THIS_TEST: PASSWORD, NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') };
  return new Promise((resolve, reject) =>
    execFile(process.execPath, ['-e', program, connect], { env }, (error, stdout) =>
      error ? reject(error) : resolve(stdout.trim()),
    ),
  );
}

describe('a walletless database', () => {
  let database: Database;
  beforeAll(async () => (database = await tenancy.available()));
  afterAll(() => tenancy.terminate(database['id']));

  test('lets the driver in by TLS without a client certificate, and by a wallet', async () => {
    expect(await userOfPlainClient(connectString(database, 'SERVER'))).toBe('ADMIN');
    expect(await userOf(server(database))).toBe('ADMIN');
    const { 'ewallet.pem': walletContent = '' } = await wallet(database);
    expect(
      await userOf({
        connectString: connectString(database, 'MUTUAL'),
        walletContent,
        walletPassword: WALLET_PASSWORD,
      }),
    ).toBe('ADMIN');
    const mutual = { connectString: connectString(database, 'MUTUAL') };
    await expect(userOf({ ...mutual, walletContent: strangersWallet })).rejects.toThrow();
    await expect(userOfPlainClient(mutual.connectString)).rejects.toThrow();
  });

  test('has five services by both ways, in the long syntax', () => {
    const ways = profiles(database).map(
      ({ tlsAuthentication, consumerGroup }) => `${tlsAuthentication} ${consumerGroup}`,
    );
    expect(new Set(ways).size).toBe(10);
    for (const { value, syntaxFormat } of profiles(database)) {
      expect(syntaxFormat).toBe('LONG');
      expect(value).toMatch(
        /^\(description= \(retry_count=20\)\(retry_delay=3\)\(address=\(protocol=tcps\)\(port=\d+\)\(host=localhost\)\)\(connect_data=\(service_name=g[0-9a-f]{14}_orders_[a-z]+\.adb\.oraclecloud\.com\)\)\(security=\(ssl_server_dn_match=yes\)\)\)$/,
      );
    }
  });

  test('has an ORDS of its own', async () => {
    const connection = await oracledb.getConnection({
      user: 'admin',
      password: PASSWORD,
      ...server(database),
    });
    await connection.execute(`begin
      ords.enable_schema(p_url_mapping_pattern => 'shop');
      ords.define_service('m', 'm/', 'one', p_source => 'select 1 as n from dual', p_source_type => 'json/collection');
      commit;
    end;`);
    await connection.close();
    const { ordsUrl } = database['connectionUrls'] as { ordsUrl: string };
    const answer = await request(`${ordsUrl}shop/m/one`, { dispatcher: agent });
    expect(await answer.body.json()).toMatchObject({ items: [{ n: 1 }] });
  });

  test('meets a changed password and a changed access list', async () => {
    const path = `autonomousDatabases/${String(database['id'])}`;
    const change = async (body: Database): Promise<void> => {
      expect((await tenancy.client.call('PUT', path, body)).status).toBe(200);
      await tenancy.until(database['id'], 'AVAILABLE');
    };
    await change({ adminPassword: 'Another_2026_pw' });
    await expect(userOf(server(database))).rejects.toThrow('ORA-01017');
    expect(await userOf({ ...server(database), password: 'Another_2026_pw' })).toBe('ADMIN');
    await change({ adminPassword: PASSWORD });

    const { ordsUrl } = database['connectionUrls'] as { ordsUrl: string };
    const ordsStatus = async (): Promise<number> => {
      const { statusCode, body } = await request(ordsUrl, { dispatcher: agent });
      await body.dump();
      return statusCode;
    };
    expect(await ordsStatus()).not.toBe(403);
    await change({ whitelistedIps: ['10.0.0.0/8'] });
    await expect(userOf(server(database))).rejects.toThrow('12506');
    expect(await ordsStatus()).toBe(403);
    await change({ whitelistedIps: ['127.0.0.0/8'] });
    expect(await userOf(server(database))).toBe('ADMIN');
  });

  test('can be made to ask for a wallet, and back', async () => {
    const path = `autonomousDatabases/${String(database['id'])}`;
    await tenancy.client.call('PUT', path, { isMtlsConnectionRequired: true });
    const strict = await tenancy.until(database['id'], 'AVAILABLE');
    expect(profiles(strict).map(({ tlsAuthentication }) => tlsAuthentication)).not.toContain('SERVER');
    await expect(userOf(server(database))).rejects.toThrow();
    await tenancy.client.call('PUT', path, { isMtlsConnectionRequired: false });
    await tenancy.until(database['id'], 'AVAILABLE');
    expect(await userOf(server(database))).toBe('ADMIN');
  });
});

describe('a database with mutual TLS', () => {
  let database: Database;
  let files: Record<string, string>;
  beforeAll(async () => {
    database = await tenancy.available({
      dbName: 'MUTUAL',
      displayName: 'mutual',
      dbVersion: '19c',
      isMtlsConnectionRequired: true,
      whitelistedIps: null,
    });
    files = await wallet(database);
  });

  test('takes the wallet from a directory, with the names of its tnsnames.ora', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'wallet-'));
    try {
      for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
      const attributes = {
        connectString: 'mutual_tp',
        configDir: directory,
        walletPassword: WALLET_PASSWORD,
      };
      expect(await userOf({ ...attributes, walletLocation: directory })).toBe('ADMIN');
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });

  test('refuses the wallet of another database, and a wrong wallet password', async () => {
    const other = await tenancy.available({ dbName: 'OTHER', displayName: 'other' });
    const { 'ewallet.pem': foreign = '', 'tnsnames.ora': names } = await wallet(other, {
      generateType: 'SINGLE',
    });
    expect(names).not.toContain('mutual_high = ');
    expect(names).toContain('other_high = ');
    const mutual = connectString(database, 'MUTUAL');
    const attempt = (walletContent: string, walletPassword: string) =>
      userOf({ connectString: mutual, walletContent, walletPassword });
    await expect(attempt(foreign, WALLET_PASSWORD)).rejects.toThrow();
    await expect(attempt(files['ewallet.pem'] ?? '', 'wrong')).rejects.toThrow();
    expect(await attempt(files['ewallet.pem'] ?? '', WALLET_PASSWORD)).toBe('ADMIN');
  });

  test('a wallet of the tenancy opens every database that it lists', async () => {
    const [another] = tenancy.controlPlane.autonomousDatabases.filter(
      ({ details, lifecycleState }) => details.dbName === 'OTHER' && lifecycleState === 'AVAILABLE',
    );
    const other = await tenancy.until(another?.id, 'AVAILABLE');
    const { 'ewallet.pem': walletContent = '', 'tnsnames.ora': names } = await wallet(other, {
      generateType: 'ALL',
    });
    for (const one of [database, other]) {
      expect(names).toContain(`${String(one['dbName']).toLowerCase()}_high = `);
      const attributes = { connectString: connectString(one, 'MUTUAL'), walletContent };
      expect(await userOf({ ...attributes, walletPassword: WALLET_PASSWORD })).toBe('ADMIN');
    }
  });

  test('its wallet works after a restart, and says what it lacks', async () => {
    await tenancy.restart();
    expect(
      await userOf({
        connectString: connectString(database, 'MUTUAL'),
        walletContent: files['ewallet.pem'] ?? '',
        walletPassword: WALLET_PASSWORD,
      }),
    ).toBe('ADMIN');
    const { 'ewallet.pem': ofAll = '' } = await wallet(database, { generateType: 'ALL' });
    await tenancy.restart();
    expect(
      await userOf({
        connectString: connectString(database, 'MUTUAL'),
        walletContent: ofAll,
        walletPassword: WALLET_PASSWORD,
      }),
    ).toBe('ADMIN');
    expect(files['README']).toContain('cwallet.sso');
    expect(files['ewallet.pem']).toContain('BEGIN ENCRYPTED PRIVATE KEY');
  });

  test('a weak wallet password is refused', async () => {
    const path = `autonomousDatabases/${String(database['id'])}/actions/generateWallet`;
    for (const password of ['short1', 'onlyletters', '12345678', undefined])
      expect((await tenancy.client.call('POST', path, { password })).status).toBe(400);
  });
});
