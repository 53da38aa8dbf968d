import { execFile, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import type { Manifest } from '../../../components/manifest';
import { manifest } from './fixtures';
import { CLOSED_PORT } from '../../support/closedPort';

const COMMAND = join(__dirname, '../../../dist/cli/main.js');
let folder: string;

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'pulumi-ords-cli-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

function run(
  args: readonly string[],
  env: Record<string, string> = {},
  stdin?: string | Buffer,
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [COMMAND, ...args],
      { cwd: folder, env: { PATH: folder, ...env }, maxBuffer: 10_000_000 },
      (error, out, err) => resolve({ status: error ? Number(error.code) : 0, out, err }),
    );
    // It may have ended before all was written.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(stdin ?? '');
  });
}

/** A `pulumi` on PATH that does what the shell script says. */
function pulumi(script: string): void {
  const path = join(folder, 'pulumi');
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
}

function onPort(port: number): Manifest {
  const issuer = `https://127.0.0.1:${port}/`;
  const own = manifest();
  return {
    ...own,
    identityProvider: { kind: 'auth0', domain: `127.0.0.1:${port}` },
    trust: { ...own.trust, issuer, jwksUrl: `${issuer}.well-known/jwks.json` },
    ords: { ...own.ords, baseUrl: `https://127.0.0.1:${port}/ords`, connectString: `127.0.0.1:${port}/x` },
  };
}

async function write(): Promise<string> {
  const path = join(folder, 'manifest.json');
  writeFileSync(path, JSON.stringify(onPort(CLOSED_PORT)));
  return path;
}

describe('the built command', () => {
  test('help of every command has examples and exit codes', async () => {
    for (const args of [[], ['drift'], ['verify'], ['doctor'], ['report']]) {
      const { status, out } = await run([...args, '--help']);
      expect(status).toBe(0);
      expect(out).toMatch(/Examples:\n {2}\$ pulumi-ords/);
      expect(out).toMatch(/Exit codes:\n {2}0 {2}/);
    }
  });

  test('without a command it shows the help, and that is an error', async () => {
    const { status, err } = await run([]);
    expect(status).toBe(1);
    expect(err).toContain('Usage: pulumi-ords');
  });

  test('both sides down: each is named, with exit code 1 and no stack trace', async () => {
    const file = await write();
    const { status, out, err } = await run(['drift', '--manifest', file], {
      ORDS_PASSWORD: 'not-the-password',
    });
    expect(status).toBe(1);
    expect(out).toMatch(/could not tell: .*identity provider and ORDS could not be read/);
    expect(out + err).not.toMatch(/\n\s+at |not-the-password/);
  });

  test('an endpoint that is down: the chain as far as it could be judged, and what could not be read', async () => {
    const file = await write();
    const { baseUrl } = (JSON.parse(readFileSync(file, 'utf8')) as Manifest).ords;
    const args = ['doctor', '--manifest', file, '--url', `${baseUrl}/demo/orders/`, '--token', '-'];
    const { status, out, err } = await run(args, {}, 'garbage');
    expect(status).toBe(1);
    expect(out).toMatch(/BROKEN +token /);
    expect(out).toMatch(/orders: ORDS, endpoint: /);
    expect(err).toBe('');
  });

  test('a token of two megabytes', async () => {
    const file = await write();
    const args = ['doctor', '--manifest', file, '--url', 'https://127.0.0.1/', '--token', '-'];
    const { status, err } = await run(args, {}, Buffer.alloc(2_000_000, 'a'));
    expect(status).toBe(1);
    expect(err).toMatch(/^error: .*longer than 64 KiB.*\nnext: .*\n$/);
  });

  test('no pulumi on PATH', async () => {
    const { status, err } = await run(['drift']);
    expect(status).toBe(1);
    expect(err).toMatch(/^error: there is no pulumi on PATH .*\nnext: install it: .*--manifest FILE\n$/);
  });

  test('the outputs of a stack, and what pulumi says when there is none', async () => {
    const file = await write();
    pulumi(
      `case "$*" in *--stack\\ dev) /bin/cat ${file};; *) echo "error: no stack named 'x' found" >&2; exit 255;; esac`,
    );
    expect((await run(['drift', '--stack', 'dev'])).out).toContain('could not tell');
    expect((await run(['drift', '--stack', 'x'])).err).toContain('there is no stack "x"');
  });

  test('a pulumi that prints without end', async () => {
    pulumi('exec /usr/bin/yes');
    const { status, err } = await run(['drift']);
    expect(status).toBe(1);
    expect(err).toContain('prints more than the outputs of a stack');
  });

  test('--watch ends on SIGINT, with what the last look gave', async () => {
    const child = spawn(
      process.execPath,
      [COMMAND, 'drift', '--manifest', await write(), '--watch', '3600'],
      {
        cwd: folder,
        env: { PATH: dirname(process.execPath) },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let err = '';
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.kill('SIGINT');
    const [status, signal] = await new Promise<[number | null, string | null]>((resolve) =>
      child.once('close', (...ended) => resolve(ended)),
    );
    expect({ status, signal, err }).toEqual({ status: 1, signal: null, err: '' });
  });
});
