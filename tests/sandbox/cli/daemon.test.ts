import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

jest.setTimeout(60_000);

const COMMAND = join(__dirname, '../../../sandbox/bin/ords-sandbox.js');
let state: string;

beforeEach(() => (state = mkdtempSync(join(tmpdir(), 'ords-sandbox-cli-'))));
afterEach(async () => {
  await run('reset');
  rmSync(state, { recursive: true, force: true });
});

function run(...args: string[]): Promise<{ status: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [COMMAND, ...args, '--state', state], (error, stdout, stderr) =>
      resolve({ status: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

function occupyPort(): Promise<{ server: Server; port: number }> {
  const server = createServer();
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve({ server, port: (server.address() as AddressInfo).port })),
  );
}

describe('ords-sandbox', () => {
  test('start, status, env, stop, start again at the same addresses, reset', async () => {
    expect((await run('status')).status).toBe(3);
    const started = await run('start');
    expect(started.stderr).toBe('');
    expect(started.status).toBe(0);
    expect(await run('start')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('sandbox.already_running'),
    });
    const status = JSON.parse((await run('status', '--json')).stdout) as {
      auth0: { domain: string; clientSecret?: string };
      entra: { metadataHost: string; clientSecret?: string };
    };
    expect([status.auth0.clientSecret, status.entra.clientSecret]).toEqual([undefined, undefined]);
    const environment = JSON.parse((await run('env', '--format', 'json')).stdout) as Record<string, string>;
    expect(environment['AUTH0_DOMAIN']).toBe(status.auth0.domain);
    expect(environment['ARM_METADATA_HOSTNAME']).toBe(status.entra.metadataHost);
    expect((await run('env')).stdout).toContain(`export AUTH0_DOMAIN='${status.auth0.domain}'`);

    expect((await run('stop')).stdout).toBe('stopped\n');
    expect(await run('env')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('sandbox.not_running'),
    });
    await run('start');
    const again = JSON.parse((await run('env', '--format', 'json')).stdout) as Record<string, string>;
    expect(again).toEqual(environment);

    await run('reset');
    await run('start');
    const fresh = JSON.parse((await run('env', '--format', 'json')).stdout) as Record<string, string>;
    expect(fresh['AUTH0_CLIENT_SECRET']).not.toBe(environment['AUTH0_CLIENT_SECRET']);
  });

  test('a killed sandbox starts again at the same addresses, and a stranger with its process id is left alone', async () => {
    await run('start');
    const environment = (await run('env')).stdout;
    const file = join(state, 'running.json');
    const running = JSON.parse(readFileSync(file, 'utf8')) as { pid: number };
    process.kill(running.pid, 'SIGKILL');
    // At once: where nobody reaps it (a container without an init), the dead process keeps its id.
    expect((await run('status')).status).toBe(3);
    writeFileSync(file, JSON.stringify({ ...running, pid: process.pid }));
    expect((await run('stop')).stdout).toBe('no sandbox was running\n');
    expect((await run('start')).status).toBe(0);
    expect((await run('env')).stdout).toBe(environment);
  });

  test.each([
    ['--auth0-port', 'Auth0'],
    ['--entra-port', 'Entra'],
    ['--identity-domain-port', 'the identity domain'],
    ['--oracle-port', 'Oracle'],
    ['--oracle-tls-port', 'Oracle TLS'],
    ['--ords-port', 'ORDS'],
    ['--control-port', 'control'],
    ['--oci-port', 'control plane'],
  ])('a taken port is named with the way out: %s', async (option, what) => {
    const { server, port } = await occupyPort();
    try {
      const { status, stderr } = await run('start', option, String(port));
      expect(status).toBe(1);
      expect(stderr).toContain(`port ${port}`);
      expect(stderr).toContain(what);
      expect(stderr).toContain(`${option} <port>`);
      expect(stderr).toContain('[sandbox.port.taken]');
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect((await run('status')).status).toBe(3);
    } finally {
      server.close();
    }
  });

  test('a release from before JWT profiles is refused', async () => {
    const { status, stderr } = await run('start', '--ords-version', '22.4');
    expect(status).toBe(1);
    expect(stderr).toContain('23.3 or newer');
  });
});
