import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import oracledb from 'oracledb';
import { type Authority, createAuthority, type IssuedCertificate } from '../../../../sandbox/tls/authority';
import { FLAVOURS, type Harness, startHarness } from './harness';
import { PASSWORD, SERVICE, USER } from './testDatabase';

/** RSA keys, PBKDF2 and many connections take their time on a busy machine. */
jest.setTimeout(60_000);

const run = promisify(execFile);

/** The descriptor that an Autonomous Database hands out. */
function descriptor(port: number, security = '(ssl_server_dn_match=yes)'): string {
  return `(description=(retry_count=0)(address=(protocol=tcps)(port=${port})(host=localhost))(connect_data=(service_name=${SERVICE}))(security=${security}))`;
}

describe('TLS', () => {
  let authority: Authority;
  let certificate: IssuedCertificate;
  let folder: string;
  let wallet: string;
  beforeAll(async () => {
    authority = await createAuthority('tns test CA');
    certificate = await authority.issueServerCertificate(['localhost', '127.0.0.1']);
    const client = await authority.issueServerCertificate(['client']);
    wallet = client.key + client.cert + client.ca;
    folder = mkdtempSync(join(tmpdir(), 'tns-tls-'));
    writeFileSync(join(folder, 'ca.pem'), authority.certificatePem);
    writeFileSync(join(folder, 'ewallet.pem'), wallet);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const select = async (options: oracledb.ConnectionAttributes): Promise<unknown> => {
    const connection = await oracledb.getConnection({ user: USER, password: PASSWORD, ...options });
    try {
      return (await connection.execute<number[]>('SELECT 1 FROM dual')).rows?.[0]?.[0];
    } finally {
      await connection.close();
    }
  };

  describe.each(FLAVOURS)('one-way, %s', (flavour) => {
    let harness: Harness;
    beforeAll(async () => {
      harness = await startHarness({ flavour, tls: { key: certificate.key, cert: certificate.cert } });
    });
    afterAll(() => harness.stop());

    it('serves a client that trusts the CA, and checks the name', async () => {
      const connectString = descriptor(harness.server.port);
      expect(await select({ connectString, walletContent: wallet })).toBe(1);
      const otherName = '(ssl_server_dn_match=yes)(ssl_server_cert_dn="CN=other")';
      const wrong = descriptor(harness.server.port, otherName);
      await expect(select({ connectString: wrong, walletContent: wallet })).rejects.toThrow(/NJS-506/);
    });

    it('is refused by a client that does not trust the CA', async () => {
      await expect(select({ connectString: descriptor(harness.server.port) })).rejects.toThrow(/NJS-506/);
    });

    it('serves a client without wallet whose process trusts the CA', async () => {
      const program = `const o = require('oracledb'); o.getConnection(JSON.parse(process.argv[1]))
        .then(async (c) => { console.log((await c.execute('SELECT 1 FROM dual')).rows[0][0]); await c.close(); });`;
      const connectString = `tcps://localhost:${harness.server.port}/${SERVICE}`;
      const credentials = JSON.stringify({ user: USER, password: PASSWORD, connectString });
      const env = { ...process.env, NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') };
      const { stdout } = await run(process.execPath, ['-e', program, credentials], { env });
      expect(stdout.trim()).toBe('1');
    });

    it('does not speak TCP on the same port', async () => {
      const connectString = `127.0.0.1:${harness.server.port}/${SERVICE}`;
      await expect(select({ connectString })).rejects.toThrow(/NJS-5/);
      expect(harness.log.join()).toContain('TLS handshake failed');
    });

    it('drops connections', async () => {
      const connectString = descriptor(harness.server.port);
      const credentials = { user: USER, password: PASSWORD, connectString, walletContent: wallet };
      const connection = await oracledb.getConnection(credentials);
      harness.server.dropConnections();
      await expect(connection.ping()).rejects.toThrow(/NJS-50[03]|NJS-003/);
      expect(harness.server.sessions).toBe(0);
    });
  });

  describe('mutual', () => {
    let harness: Harness;
    beforeAll(async () => {
      const { key, cert, ca } = certificate;
      harness = await startHarness({ tls: { key, cert, ca, requestClientCertificate: true } });
    });
    afterAll(() => harness.stop());

    it('serves a client with a wallet, from a folder or as text', async () => {
      const connectString = descriptor(harness.server.port);
      expect(await select({ connectString, walletLocation: folder })).toBe(1);
      expect(await select({ connectString, walletContent: wallet })).toBe(1);
    });

    it('refuses a client without certificate, or with one of another CA', async () => {
      const connectString = descriptor(harness.server.port);
      await expect(select({ connectString, walletContent: authority.certificatePem })).rejects.toThrow(
        /NJS-5/,
      );
      const stranger = await (await createAuthority('another CA')).issueServerCertificate(['client']);
      const foreign = stranger.key + stranger.cert + authority.certificatePem;
      await expect(select({ connectString, walletContent: foreign })).rejects.toThrow(/NJS-5/);
    });
  });
});
