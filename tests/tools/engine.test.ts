import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { ensureEngine } from '../../tools/engine.mjs';

let folder: string;
let lines: string[];
const log = (line: string) => void lines.push(line);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'engine-test-'));
  lines = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Writes an executable shell script. */
function script(path: string, text: string): void {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
}

/** Puts a `pulumi` of some version, with or without its language host, in a folder for PATH. */
function fakePulumi(version: string, { languageHost = true, name = 'pulumi-bin' } = {}): string {
  const directory = join(folder, name);
  script(join(directory, 'pulumi'), `echo '${version}'`);
  if (languageHost) script(join(directory, 'pulumi-language-nodejs'), 'exit 0');
  return directory;
}

/** A Go module as small as the search for the engine needs it, without the real one's size. */
function fakeModule(): string {
  const module = join(folder, 'module');
  mkdirSync(join(module, 'languagehost'), { recursive: true });
  writeFileSync(
    join(module, 'go.mod'),
    'module x\n\ngo 1.26.6\n\nrequire github.com/pulumi/pulumi/pkg/v3 v3.274.1\n',
  );
  writeFileSync(join(module, 'go.sum'), '');
  writeFileSync(join(module, 'languagehost', 'main.go'), 'package main\n');
  return module;
}

/** A `go` that answers what the build asks and writes executables; it counts the builds in a file. */
function fakeGo(version = 'go1.26.8', { toolchain = 'local', build = ':' } = {}): string {
  const sdk = join(folder, 'sdk');
  script(join(sdk, 'nodejs', 'dist', 'pulumi-resource-pulumi-nodejs'), 'exit 0');
  const directory = join(folder, 'go-bin');
  script(
    join(directory, 'go'),
    `case "$1" in
env) echo ${version}; echo ${toolchain};;
list) if [ "$2" = -m ]; then echo ${sdk}; else echo fmt; fi;;
build) ${build}
  echo built >> ${join(folder, 'builds')}
  while [ "$1" != -o ]; do shift; done
  echo '#!/bin/sh' > "$2"; /bin/chmod 755 "$2";;
esac`,
  );
  return directory;
}

/** Environment with just these folders on PATH (the system's may hold a pulumi or a go), and a cache of the test's own. */
function environment(...path: string[]): Record<string, string> {
  return { PATH: path.join(delimiter), PULUMI_ORDS_CACHE: join(folder, 'cache') };
}

describe('the engine on PATH', () => {
  test.each(['v3.216.0', '3.216.1', 'v3.300.0', 'v4.0.0', 'v3.274.1-dev.0'])(
    '%s is used',
    async (version) => {
      const directory = fakePulumi(version);
      const engine = await ensureEngine({ log, env: environment(directory) });
      expect(engine).toEqual({ directory, pulumi: join(directory, 'pulumi'), version, source: 'path' });
      expect(lines).toEqual([]);
    },
  );

  test.each(['v3.215.9', 'v3.99.0', 'v2.999.0', ''])('%s is not used, and said to be so', async (version) => {
    const env = environment(fakePulumi(version), fakeGo());
    const engine = await ensureEngine({ log, env, module: fakeModule() });
    expect(engine.source).toBe('built');
    expect(lines[0]).toMatch(/Not using the pulumi on PATH: .*3\.216\.0 or newer is needed/);
  });

  test('may have its language host elsewhere on PATH', async () => {
    const directory = fakePulumi('v3.250.0', { languageHost: false });
    const other = fakePulumi('v3.1.0', { name: 'other' });
    await expect(ensureEngine({ log, env: environment(directory, other) })).resolves.toMatchObject({
      source: 'path',
      directory,
    });
  });

  test('is not used without its language host', async () => {
    const directory = fakePulumi('v3.250.0', { languageHost: false });
    const engine = await ensureEngine({ log, env: environment(directory, fakeGo()), module: fakeModule() });
    expect(engine.source).toBe('built');
    expect(lines[0]).toContain('pulumi-language-nodejs');
  });

  test('tells the Automation API its root when it lies in a folder bin', async () => {
    const directory = fakePulumi('v3.250.0', { name: 'root/bin' });
    await expect(ensureEngine({ log, env: environment(directory) })).resolves.toMatchObject({
      root: join(folder, 'root'),
    });
  });
});

describe('the engine built from source', () => {
  test('is built once and then taken from the cache, without go', async () => {
    const module = fakeModule();
    const built = await ensureEngine({ log, env: environment(fakeGo()), module });
    expect(built).toMatchObject({ source: 'built', version: 'v3.274.1' });
    const cached = await ensureEngine({ log, env: environment(), module });
    expect(cached).toEqual({ ...built, source: 'cache' });
    expect(readdirSync(built.directory).sort()).toEqual([
      'pulumi',
      'pulumi-language-nodejs',
      'pulumi-resource-pulumi-nodejs',
    ]);
    expect(built.pulumi).toBe(join(built.directory, 'pulumi'));
    expect(built.directory).toBe(join(built.root ?? '', 'bin'));
    expect(lines.at(-1)).toMatch(/^Built the Pulumi engine v3\.274\.1 in \d+ s$/);
  });

  test('is another one after a change of the language host, but not of its tests', async () => {
    const module = fakeModule();
    const env = environment(fakeGo());
    const first = await ensureEngine({ log, env, module });
    writeFileSync(join(module, 'languagehost', 'main_test.go'), 'package main\n');
    await expect(ensureEngine({ log, env, module })).resolves.toMatchObject({ source: 'cache' });
    writeFileSync(join(module, 'languagehost', 'main.go'), 'package main // changed\n');
    const second = await ensureEngine({ log, env, module });
    expect(second.source).toBe('built');
    expect(second.directory).not.toBe(first.directory);
  });

  test('is whole for each of two that build at once', async () => {
    const module = fakeModule();
    const env = environment(fakeGo());
    const engines = await Promise.all([1, 2].map(() => ensureEngine({ log, env, module })));
    expect(engines[0]?.directory).toBe(engines[1]?.directory);
    expect(existsSync(engines[0]?.pulumi ?? '')).toBe(true);
    expect(readdirSync(join(folder, 'cache'))).toHaveLength(1);
  });

  test('replaces a broken one', async () => {
    const module = fakeModule();
    const env = environment(fakeGo());
    const { pulumi } = await ensureEngine({ log, env, module });
    rmSync(pulumi);
    await expect(ensureEngine({ log, env, module })).resolves.toMatchObject({ source: 'built' });
    expect(existsSync(pulumi)).toBe(true);
  });

  test("says why the build failed, in the compiler's words, and leaves nothing behind", async () => {
    const env = environment(fakeGo('go1.26.8', { build: 'echo "main.go:1:1: no such thing" >&2; exit 1' }));
    await expect(ensureEngine({ log, env, module: fakeModule() })).rejects.toThrow(
      /exit status 1[^]*no such thing/,
    );
    expect(readdirSync(join(folder, 'cache'))).toEqual([]);
  });

  test('may be built by an older go that fetches a newer one', async () => {
    const env = environment(fakeGo('go1.24.0', { toolchain: 'auto' }));
    await expect(ensureEngine({ log, env, module: fakeModule() })).resolves.toMatchObject({
      source: 'built',
    });
  });
});

describe('with no engine and no way to build one', () => {
  const bothWays = /https:\/\/www\.pulumi\.com\/docs\/install[^]*Go 1\.26\.6 or newer/;

  test('the error names both ways out', async () => {
    const failed = ensureEngine({ log, env: environment(), module: fakeModule() });
    await expect(failed).rejects.toMatchObject({
      code: 'engine.missing',
      message: expect.stringMatching(bothWays),
    });
    await expect(failed).rejects.toThrow(/pulumi is not on PATH[^]*go is not on PATH/);
  });

  test('the error says that pulumi and go are too old', async () => {
    const env = environment(fakePulumi('v3.100.0'), fakeGo('go1.25.9'));
    const failed = ensureEngine({ log, env, module: fakeModule() });
    await expect(failed).rejects.toThrow(/v3\.100\.0[^]*go1\.25\.9/);
    await expect(failed).rejects.toMatchObject({ code: 'engine.missing' });
    expect(existsSync(join(folder, 'builds'))).toBe(false);
  });
});
