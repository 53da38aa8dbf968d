import { execFile, execFileSync } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { Connection } from '../../../components/database/database';
import { closeDatabases } from '../../../components/database/pools';
import { startTnsServer, type TnsServer } from '../../../sandbox/oracle/tns/server';
import { createAuthority, type IssuedCertificate } from '../../../sandbox/tls/authority';
import { startOracleSandbox, type OracleSandbox } from '../../support/oracleSandbox';
import { Driven } from '../ords/support';

jest.setTimeout(60_000);

const ROOT = join(__dirname, '../../..');
const VARIABLE = 'PULUMI_ORDS_TEST_PASSWORD';
const WALLET_PASSWORD = 'Wallet_secret_1';

let sandbox: OracleSandbox;
beforeAll(async () => {
  sandbox = await startOracleSandbox();
});
afterAll(async () => {
  delete process.env[VARIABLE];
  await sandbox.close();
});

/** Creates, reads and deletes a role over that connection; its state. */
async function works(connection: Connection): Promise<string> {
  const role = await new Driven('Role', connection).create({ name: 'reader' });
  expect(await role.refresh()).toBe(true);
  await role.delete();
  return JSON.stringify([role.inputs, role.outs]);
}

async function refused(connection: Connection): Promise<unknown> {
  const error: unknown = await works(connection).catch((caught: unknown) => caught);
  expect(String(error)).not.toMatch(/Owner_of_rest_1|Wallet_secret_1|PRIVATE KEY/);
  return error;
}

describe('passwordEnv', () => {
  const connection = (user: 'ORDSDEMO' | 'OTHER' = 'OTHER'): Connection => {
    const { password: _inTheVariable, ...rest } = sandbox.connection(user);
    return { ...rest, passwordEnv: VARIABLE };
  };

  it('logs on with what the variable holds, none of which is in the state', async () => {
    process.env[VARIABLE] = sandbox.connection('OTHER').password;
    const state = await works(connection());
    expect(state).toContain(VARIABLE);
    expect(state).not.toContain(process.env[VARIABLE]);
  });

  it('is refused with the old password, and works with the new one', async () => {
    await sandbox.run('OTHER', 'alter user other identified by "Rotated_pass_1"');
    await closeDatabases();
    expect(await refused(connection())).toMatchObject({
      code: 'ords.connection.credentials',
      field: 'ords.connection.passwordEnv',
      message: expect.stringContaining('ORA-01017'),
      remedy: expect.stringContaining(VARIABLE),
    });
    process.env[VARIABLE] = 'Rotated_pass_1';
    await works(connection());
  });

  it('says which variable is missing', async () => {
    delete process.env[VARIABLE];
    expect(await refused(connection())).toMatchObject({
      code: 'ords.connection.password_env',
      message: expect.stringContaining(VARIABLE),
    });
  });

  it('in place of a password in the state touches nothing in the database', async () => {
    const role = await new Driven('Role', sandbox.connection()).create({ name: 'reader' });
    const before = sandbox.server.statistics.calls;
    await role.update({ name: 'reader', connection: connection('ORDSDEMO') });
    expect(sandbox.server.statistics.calls).toBe(before);
    expect(JSON.stringify(role.outs)).not.toContain('Owner_of_rest_1');
    process.env[VARIABLE] = 'Owner_of_rest_1';
    await role.delete();
  });
});

it('a proxy logs on with its own password, and the database decides whom it may work as', async () => {
  // The stand-in lets no proxy through: it does not know who was allowed to.
  const connection = { ...sandbox.connection('DEPLOYER'), user: 'deployer[other]' };
  expect(await refused(connection)).toMatchObject({
    code: 'ords.rights.missing',
    message: expect.stringContaining('ORA-28150'),
    remedy: expect.stringContaining('alter user other grant connect through deployer'),
  });
  expect(await refused({ ...connection, password: 'Guessed_1' })).toMatchObject({
    code: 'ords.connection.credentials',
  });
});

it('an alias of the tnsnames.ora in configDirectory, without TLS', async () => {
  const configDirectory = mkdtempSync(join(tmpdir(), 'tnsnames-'));
  const address = `(address=(protocol=tcp)(host=127.0.0.1)(port=${sandbox.server.port}))`;
  writeFileSync(
    join(configDirectory, 'tnsnames.ora'),
    `orders = (description=${address}(connect_data=(service_name=freepdb1)))\n`,
  );
  try {
    await works({ ...sandbox.connection(), connectString: 'Orders', configDirectory });
  } finally {
    rmSync(configDirectory, { recursive: true });
  }
});

describe('TLS', () => {
  let folder: string;
  let wallet: string;
  let client: IssuedCertificate;
  let authorityPem: string;
  let oneWay: TnsServer;
  let mutual: TnsServer;
  const at = (server: TnsServer, more: Partial<Connection> = {}): Connection => ({
    ...sandbox.connection(),
    connectString: `tcps://localhost:${server.port}/freepdb1`,
    ...more,
  });

  beforeAll(async () => {
    const authority = await createAuthority('connections test CA');
    const { key, cert, ca } = await authority.issueServerCertificate(['localhost']);
    client = await authority.issueServerCertificate(['client']);
    wallet = client.key + client.cert + client.ca;
    authorityPem = authority.certificatePem;
    const { database } = sandbox;
    oneWay = await startTnsServer({ database, tls: { key, cert } });
    mutual = await startTnsServer({ database, tls: { key, cert, ca, requestClientCertificate: true } });
    folder = mkdtempSync(join(tmpdir(), 'connections-'));
    writeFileSync(join(folder, 'ewallet.pem'), wallet);
    const alias = `orders_tp = (description=(address=(protocol=tcps)(host=localhost)(port=${mutual.port}))(connect_data=(service_name=freepdb1)))\n`;
    writeFileSync(join(folder, 'tnsnames.ora'), alias);
    mkdirSync(join(folder, 'encrypted'));
    writeFileSync(join(folder, 'encrypted', 'ewallet.pem'), encrypted());
  });
  afterAll(async () => {
    await closeDatabases();
    await oneWay.close();
    await mutual.close();
    rmSync(folder, { recursive: true });
  });

  function encrypted(): string {
    const key = createPrivateKey(client.key).export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: WALLET_PASSWORD,
    });
    return `${key.toString()}${client.cert}${client.ca}`;
  }

  it('without a wallet, where NODE_EXTRA_CA_CERTS names the authority', async () => {
    const authority = join(folder, 'authority.pem');
    writeFileSync(authority, authorityPem);
    execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-b', 'components'], {
      cwd: ROOT,
    });
    // Node.js reads the variable once, when it starts.
    const program = `(async () => {
      const role = require('./dist/provider.js').provider('Role');
      const { inputs, failures } = await role.check({}, { name: 'reader', connection: JSON.parse(process.env.CONNECTION) });
      if (failures.length > 0) throw new Error(JSON.stringify(failures));
      const { id, outs } = await role.create(inputs);
      await role.delete(id, outs);
      process.exit(0);
    })().catch((error) => { console.error(error.message); process.exit(1); })`;
    const connect = (environment: Record<string, string>): Promise<unknown> =>
      promisify(execFile)(process.execPath, ['-e', program], {
        cwd: ROOT,
        env: { PATH: process.env['PATH'], CONNECTION: JSON.stringify(at(oneWay)), ...environment },
      });
    await connect({ NODE_EXTRA_CA_CERTS: authority });
    await expect(connect({})).rejects.toThrow('ords.connection.tls');
  });

  it('with the text of a wallet', async () => {
    await works(at(oneWay, { walletContent: wallet }));
    await works(at(mutual, { walletContent: wallet }));
  });

  it('with a wallet in a folder, by a full description or by a name of its tnsnames.ora', async () => {
    const connectString = `(description=(address=(protocol=tcps)(host=localhost)(port=${mutual.port}))(connect_data=(service_name=freepdb1))(security=(ssl_server_dn_match=yes)))`;
    await works(at(mutual, { walletDirectory: folder, connectString }));
    await works(at(mutual, { walletDirectory: folder, connectString: 'orders_tp' }));
    await works(at(mutual, { walletContent: wallet, configDirectory: folder, connectString: 'ORDERS_TP' }));
  });

  it('with an encrypted wallet, by its password only', async () => {
    const walletDirectory = join(folder, 'encrypted');
    await works(at(mutual, { walletDirectory, walletPassword: WALLET_PASSWORD }));
    const wallets = { walletDirectory: { walletDirectory }, walletContent: { walletContent: encrypted() } };
    for (const [field, given] of Object.entries(wallets))
      expect(await refused(at(mutual, given))).toMatchObject({
        code: 'ords.connection.wallet',
        field: `ords.connection.${field}`,
        message: expect.stringContaining('NJS-505'),
      });
    expect(await refused(at(mutual, { walletDirectory, walletPassword: 'Guessed_1' }))).toMatchObject({
      code: 'ords.connection.wallet',
      field: 'ords.connection.walletPassword',
    });
  });

  it('that nobody vouches for is refused', async () => {
    expect(await refused(at(oneWay))).toMatchObject({
      code: 'ords.connection.tls',
      remedy: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
    });
  });

  it('takes no wallet without private key, and none of strangers', async () => {
    expect(await refused(at(mutual, { walletContent: client.ca }))).toMatchObject({
      code: 'ords.connection.wallet',
      remedy: expect.stringContaining('private key'),
    });
    const stranger = await (await createAuthority('another CA')).issueServerCertificate(['client']);
    const foreign = stranger.key + stranger.cert + client.ca;
    expect(await refused(at(mutual, { walletContent: foreign }))).toMatchObject({
      // With TLS 1.3 the listener refuses after the handshake; the driver sees its reason, or only that it hung up.
      code: expect.stringMatching(/^ords\.connection\.(client_certificate|lost)$/),
      message: expect.stringContaining('mutual TLS'),
    });
  });

  it('by a name that no tnsnames.ora has', async () => {
    expect(await refused(at(mutual, { walletDirectory: folder, connectString: 'orders_low' }))).toMatchObject(
      { code: 'ords.connection.connect_string', field: 'ords.connection.configDirectory' },
    );
    expect(await refused(at(mutual, { connectString: 'orders_low' }))).toMatchObject({
      code: 'ords.connection.connect_string',
      remedy: expect.stringContaining('configDirectory'),
    });
  });
});
