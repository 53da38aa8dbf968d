import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import * as pulumi from '@pulumi/pulumi';

import { UNKNOWN } from '../../../components/ords/lifecycle/plain';
import { providerText } from '../../../components/ords/ordsResource';
import { SCHEMA_VERSION } from '../../../components/ords/stateVersion';
import { startOracleSandbox, type OracleSandbox } from '../../support/oracleSandbox';
import { ProviderProcess } from './providerProcess';

jest.setTimeout(120_000);

const root = join(__dirname, '..', '..', '..');
const NONE = 1; // DiffResponse.DiffChanges.DIFF_NONE

/** An empty project with the packed library in it; its dependencies are linked, so that no registry is needed. */
function packedProject(): string {
  const directory = mkdtempSync(join(tmpdir(), 'pulumi-ords-'));
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', directory], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  ) as [{ filename: string }];
  const modules = join(directory, 'node_modules');
  mkdirSync(join(modules, 'pulumi-ords'), { recursive: true });
  execFileSync('tar', [
    '-xzf',
    join(directory, packed.filename),
    '-C',
    join(modules, 'pulumi-ords'),
    '--strip-components=1',
  ]);
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  for (const dependency of Object.keys(dependencies))
    symlinkSync(join(root, 'node_modules', dependency), join(modules, dependency));
  writeFileSync(join(directory, 'package.json'), '{ "name": "empty", "private": true }');
  return directory;
}

let sandbox: OracleSandbox;
let packed: string;

beforeAll(async () => {
  execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-b', 'components'], { cwd: root });
  packed = packedProject();
  sandbox = await startOracleSandbox();
});
afterAll(async () => {
  rmSync(packed, { recursive: true, force: true });
  await sandbox.close();
});

it('knows the sentinel of the SDK', () => {
  expect(UNKNOWN).toBe(pulumi.runtime.unknownValue);
});

describe.each([
  ['stacks/ of this repository', () => join(root, 'stacks')],
  ['an empty project with the packed library', () => packed],
])('%s', (_name, directory) => {
  let process: ProviderProcess;
  const of = (kind: string, props: object): Record<string, unknown> => ({
    connection: sandbox.connection(),
    ...props,
    __provider: providerText(kind),
  });

  beforeAll(async () => {
    process = await ProviderProcess.start(directory());
  });
  afterAll(async () => {
    expect(await process.interrupt()).toBe(130);
  });

  it('checks, creates, reads, updates and deletes with the constant text', async () => {
    const text = providerText('Privilege');
    const { inputs, failures } = await process.check(
      of('Privilege', { name: 'orders.read', patterns: ['/b/*', '/a/*'] }),
    );
    expect(failures).toEqual([]);
    expect(inputs).toMatchObject({ patterns: ['/a/*', '/b/*'], schema: 'ORDSDEMO', __provider: text });

    const { id, outs } = await process.create(inputs);
    expect(id).toBe('ords:ORDSDEMO:privilege:orders.read');
    expect(outs).toEqual({ ...inputs, adopted: false, schemaVersion: SCHEMA_VERSION });
    expect(await process.diff(id, outs, inputs)).toMatchObject({ changes: NONE });
    expect(await process.read(id, outs)).toEqual({ id, outs, inputs });

    const { inputs: news } = await process.check(of('Privilege', { name: 'orders.read', label: 'Read' }));
    expect((await process.diff(id, outs, news)).changes).not.toBe(NONE);
    const updated = await process.update(id, outs, news);
    expect(updated).toEqual({ ...news, adopted: false, schemaVersion: SCHEMA_VERSION });
    expect(await process.diff(id, updated, { ...news, name: 'other' })).toMatchObject({
      replaces: ['name'],
      deleteBeforeReplace: false,
    });

    await process.delete(id, updated);
    await process.delete(id, updated);
    expect((await process.read(id, updated)).id).toBe('');
  });

  it('serves many at once from its first call on', async () => {
    const made = await Promise.all(
      Array.from({ length: 8 }, async (_, index) => {
        const { inputs } = await process.check(of('Role', { name: `role-${index}` }));
        return process.create(inputs);
      }),
    );
    await Promise.all(made.map(({ id, outs }) => process.delete(id, outs)));
  });

  it('tolerates what is not known yet', async () => {
    const { inputs, failures } = await process.check(
      of('JwtProfile', {
        issuer: UNKNOWN,
        audience: UNKNOWN,
        jwkUrl: UNKNOWN,
        connection: { ...sandbox.connection(), password: UNKNOWN },
      }),
    );
    expect(failures).toEqual([]);
    expect(inputs).toMatchObject({ issuer: UNKNOWN, schema: 'ORDSDEMO' });
    await expect(process.create(inputs)).rejects.toThrow('is not known yet');
  });

  it('names what is wrong, and prints no password', async () => {
    const { failures } = await process.check(
      of('JwtProfile', {
        issuer: 'https://t.example.com/ ',
        audience: 'a',
        jwkUrl: 'http://t.example.com/k',
        allowedSkew: 0,
      }),
    );
    expect(failures.map(({ property }) => property).sort()).toEqual(['allowedSkew', 'issuer', 'jwkUrl']);

    const connection = { ...sandbox.connection(), password: 'Guessed_wrong_9' };
    const { inputs } = await process.check(of('Role', { name: 'reader', connection }));
    await expect(process.create(inputs)).rejects.toThrow(
      /ords\.connection\.password: .*ORA-01017.*\[ords\.connection\.credentials\]/,
    );
    await expect(process.read('ords:ORDSDEMO:role:reader', inputs)).rejects.toThrow('ORA-01017');
    expect(process.printed.join('\n')).not.toContain('Guessed_wrong_9');
    expect(process.printed.join('\n')).not.toMatch(/^ +at /m);
  });
});
