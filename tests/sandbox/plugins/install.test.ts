import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { PluginInfo } from '@pulumi/pulumi/proto/plugin_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { installPlugins } from '../../../sandbox/plugins/install';
import { call, Driver } from './framework/driver';

jest.setTimeout(30_000);

let home: string;
let child: ChildProcess | undefined;

beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'pulumi-home-'));
});

afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(home, { recursive: true });
});

async function launch(name: string, version: string): Promise<{ child: ChildProcess; port: number }> {
  const executable = path.join(home, 'plugins', `resource-${name}-v${version}`, `pulumi-resource-${name}`);
  const started = spawn(executable, ['127.0.0.1:1'], { stdio: ['ignore', 'pipe', 'inherit'] });
  child = started;
  const [line] = (await once(createInterface({ input: started.stdout }), 'line')) as [string];
  return { child: started, port: Number(line) };
}

test.each([
  ['auth0', '3.49.0'],
  ['oci', '4.20.0'],
])(
  'the installed executable of %s prints its port, answers with version %s, and ends on SIGINT',
  async (name, version) => {
    await installPlugins(home);
    const { child: started, port } = await launch(name, version);
    const driver = new Driver(port);
    const info = await call<PluginInfo>((done) => driver.client.getPluginInfo(new Empty(), done));
    expect(info.getVersion()).toBe(version);
    driver.close();
    started.kill('SIGINT');
    expect(await once(started, 'exit')).toEqual([0, null]);
  },
);

test('installing again repairs a folder whose download was broken off', async () => {
  await installPlugins(home);
  const partial = path.join(home, 'plugins', 'resource-auth0-v3.49.0.partial');
  writeFileSync(partial, '');
  await installPlugins(home);
  expect(existsSync(partial)).toBe(false);
});
