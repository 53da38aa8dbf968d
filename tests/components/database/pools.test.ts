import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Connection } from '../../../components/database/database';
import { startTnsServer } from '../../../sandbox/oracle/tns/server';
import { createAuthority } from '../../../sandbox/tls/authority';
import { startOracleSandbox } from '../../support/oracleSandbox';

jest.setTimeout(60_000);

const root = join(__dirname, '..', '..', '..');

beforeAll(() => {
  execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-b', 'components'], { cwd: root });
});

/** What a test has started, the last first. */
const started: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const close of started.splice(0).reverse()) await close();
});

async function kept<T extends { close(): Promise<void> }>(starting: Promise<T>): Promise<T> {
  const running = await starting;
  started.push(() => running.close());
  return running;
}

/** Reads a role that is not there in a process of its own, as the engine's provider process does; its exit code and output. */
async function readRole(connection: Connection, env: NodeJS.ProcessEnv = {}): Promise<[number, string]> {
  const program = `require('pulumi-ords/provider').provider('Role')
    .read('x', { connection: JSON.parse(process.argv[1]), schema: 'ORDSDEMO', name: 'nobody' })
    .then(({ id }) => console.log(JSON.stringify(id)), ({ message }) => console.log(message));`;
  const child = spawn(process.execPath, ['-e', program, JSON.stringify(connection)], {
    cwd: join(root, 'stacks'),
    env: { ...process.env, ...env },
  });
  const printed: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => printed.push(text));
  const [code] = (await once(child, 'close')) as [number];
  return [code, printed.join('')];
}

it('a process that has called the database ends by itself', async () => {
  const sandbox = await kept(startOracleSandbox());
  expect(await readRole(sandbox.connection())).toEqual([0, '""\n']);
});

it('a process whose Node.js trusts the database needs no wallet for TLS, and no password in the state', async () => {
  const sandbox = await kept(startOracleSandbox());
  const authority = await createAuthority('pools test CA');
  const { key, cert, ca } = await authority.issueServerCertificate(['localhost']);
  const tls = { key, cert, ca };
  const server = await kept(startTnsServer({ database: sandbox.database, tls }));
  const mutual = await kept(
    startTnsServer({ database: sandbox.database, tls: { ...tls, requestClientCertificate: true } }),
  );
  const folder = mkdtempSync(join(tmpdir(), 'pools-'));
  started.push(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'ca.pem'), authority.certificatePem);
  const { user, password = '' } = sandbox.connection();
  const connection = (port: number): Connection => ({
    connectString: `tcps://localhost:${port}/freepdb1`,
    user,
    passwordEnv: 'OF_THIS_TEST',
  });
  const env = { OF_THIS_TEST: password, NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') };

  expect(await readRole(connection(server.port), env)).toEqual([0, '""\n']);
  const said = async (port: number, changed: NodeJS.ProcessEnv = {}): Promise<string> =>
    (await readRole(connection(port), { ...env, ...changed }))[1];
  expect(await said(server.port, { NODE_EXTRA_CA_CERTS: '' })).toMatch(/\[ords.connection.tls\].*_CA_CERTS/);
  expect(await said(server.port, { OF_THIS_TEST: '' })).toMatch(
    /\[ords.connection.password_env\].*OF_THIS_TEST/,
  );
  // With TLS 1.3 the listener refuses after the handshake; the driver sees its reason, or only that it hung up.
  const refusal = await said(mutual.port);
  expect(refusal).toMatch(/\[ords.connection.(client_certificate|lost)\]/);
  expect(refusal).toContain('mutual TLS');
});

it('declaring resources loads no driver', () => {
  const program = `require('pulumi-ords'); require('pulumi-ords/provider');
    console.log(Object.keys(require.cache).filter((file) => /node_modules.oracledb.index/.test(file)).length)`;
  const printed = execFileSync(process.execPath, ['-e', program], {
    cwd: join(root, 'stacks'),
    encoding: 'utf8',
  });
  expect(printed).toBe('0\n');
});
