import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import * as automation from '@pulumi/pulumi/automation';
import * as pulumi from '@pulumi/pulumi';
import { ensureEngine } from '../../tools/engine.mjs';

/** Building the engine takes up to 4 minutes on 2 cores, and CI may have nothing in its cache. */
const buildTimeout = 15 * 60_000;
/** A whole life of a stack: 25 s on an idle machine, four times that on a busy one. */
const lifeTimeout = 6 * 60_000;

jest.setTimeout(120_000);

let engine: Awaited<ReturnType<typeof ensureEngine>>;
let folder: string;

beforeAll(async () => {
  engine = await ensureEngine();
}, buildTimeout);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'language-host-'));
  for (const name of ['home', 'state', 'program']) mkdirSync(join(folder, name));
  symlinkSync(resolve('node_modules'), join(folder, 'program', 'node_modules'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What a user's shell would set, and nothing of the machine's own Pulumi. */
function environment(): Record<string, string> {
  return {
    PATH: [engine.directory, process.env['PATH'] ?? ''].join(delimiter),
    HOME: folder,
    PULUMI_HOME: join(folder, 'home'),
    PULUMI_BACKEND_URL: `file://${join(folder, 'state')}`,
    PULUMI_CONFIG_PASSPHRASE: 'x',
    PULUMI_SKIP_UPDATE_CHECK: 'true',
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
  };
}

interface Result {
  status: number;
  output: string;
}

/** Types a `pulumi` command in the program's folder. */
function type(...args: string[]): Promise<Result> {
  return new Promise((done, fail) => {
    const options = { cwd: join(folder, 'program'), env: environment() };
    execFile(
      engine.pulumi,
      [...args, '--non-interactive', '--color=never'],
      options,
      (error, stdout, stderr) => {
        if (error && typeof error.code !== 'number') return fail(error);
        done({ status: error ? Number(error.code) : 0, output: stdout + stderr });
      },
    );
  });
}

/** Types a command that must succeed. */
async function succeed(...args: string[]): Promise<string> {
  const { status, output } = await type(...args);
  if (status !== 0) throw new Error(`pulumi ${args.join(' ')}: exit status ${status}\n${output}`);
  return output;
}

function write(files: Record<string, string | object>): void {
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(
      join(folder, 'program', name),
      typeof content === 'string' ? content : JSON.stringify(content),
    );
  }
}

const compilerOptions = {
  target: 'ES2022',
  module: 'commonjs',
  moduleResolution: 'node',
  strict: true,
  types: [],
};
const tsconfig = { compilerOptions, 'ts-node': { transpileOnly: true } };

/** A dynamic resource that keeps its text in a file, so that a refresh can see it change. */
const program = `
import * as pulumi from '@pulumi/pulumi';

interface Note { file: string; text: string }

const provider: pulumi.dynamic.ResourceProvider<Note, Note> = {
  async create(inputs) {
    require('node:fs').writeFileSync(inputs.file, inputs.text);
    return { id: inputs.file, outs: inputs };
  },
  async read(id, state) {
    const text = require('node:fs').readFileSync(id, 'utf8');
    return { id, props: { ...state!, text }, inputs: { ...state!, text } };
  },
  async diff(_id, olds, news) { return { changes: olds.text !== news.text }; },
  async update(_id, _olds, news) {
    require('node:fs').writeFileSync(news.file, news.text);
    return { outs: news };
  },
  async delete(id) { require('node:fs').rmSync(id); },
};

class NoteFile extends pulumi.dynamic.Resource {
  declare readonly text: pulumi.Output<string>;
  constructor(name: string, args: { file: string; text: pulumi.Input<string> }) { super(provider, name, args); }
}

const config = new pulumi.Config();
const file: string = config.require('file');
export const text = new NoteFile('note', { file, text: config.requireSecret('text') }).text;
export const organization = pulumi.getOrganization() + '/' + pulumi.getProject() + '/' + pulumi.getStack();
console.log('the title is ' + process.title);
`;

/** Creates, previews a change, sees drift, repairs it and destroys, all from a shell. */
async function life(): Promise<string> {
  const file = join(folder, 'note.txt');
  await succeed('stack', 'init', 'dev');
  await succeed('config', 'set', 'file', file);
  await succeed('config', 'set', '--secret', 'text', 'the first text');
  const up = await succeed('up', '--yes', '--skip-preview');
  expect(up).toContain('2 created');
  expect(readFileSync(file, 'utf8')).toBe('the first text');
  expect(await succeed('stack', 'output', 'organization')).toBe('organization/program/dev\n');
  expect(await succeed('stack', 'output', 'text')).toBe('[secret]\n');

  await succeed('config', 'set', '--secret', 'text', 'the second text');
  expect(await succeed('preview', '--diff')).toContain('~ pulumi-nodejs:dynamic:Resource: (update)');
  await succeed('up', '--yes', '--skip-preview');
  expect(readFileSync(file, 'utf8')).toBe('the second text');

  writeFileSync(file, 'changed by another');
  expect(await succeed('refresh', '--yes', '--skip-preview')).toContain('1 updated');
  expect(await succeed('up', '--yes', '--skip-preview')).toContain('1 updated');
  expect(readFileSync(file, 'utf8')).toBe('the second text');

  expect(await succeed('destroy', '--yes', '--skip-preview')).toContain('2 deleted');
  expect(() => readFileSync(file)).toThrow(/ENOENT/);
  return up;
}

test(
  'a TypeScript program with `runtime: nodejs` lives its whole life from a shell',
  async () => {
    write({
      'Pulumi.yaml': 'name: program\nruntime: nodejs\n',
      'package.json': {},
      'index.ts': program,
      'tsconfig.json': tsconfig,
    });
    const up = await life();
    expect(up).toMatch(/the title is \S*node\n/);
  },
  lifeTimeout,
);

test(
  'the options typescript, tsconfig and nodeargs reach the program',
  async () => {
    const options =
      'typescript: true\n    tsconfig: tsconfig.other.json\n    nodeargs: "--title \'two words\'"';
    write({
      'Pulumi.yaml': `name: program\nmain: main.ts\nruntime:\n  name: nodejs\n  options:\n    ${options}\n`,
      'package.json': {},
      'main.ts': program,
      // Refused by ts-node, so that a run shows which of the two was read.
      'tsconfig.json': { compilerOptions: { module: 'nonsense' } },
      'tsconfig.other.json': tsconfig,
    });
    await succeed('stack', 'init', 'dev');
    await succeed('config', 'set', 'file', join(folder, 'note.txt'));
    await succeed('config', 'set', '--secret', 'text', 'some text');
    expect(await succeed('up', '--yes', '--skip-preview')).toContain('the title is two words');
  },
  lifeTimeout,
);

test(
  'typescript: false runs JavaScript without ts-node',
  async () => {
    const yaml = 'name: program\nruntime:\n  name: nodejs\n  options:\n    typescript: false\n';
    const index =
      "exports.loaded = '.ts' in require.extensions; exports.project = require('@pulumi/pulumi').getProject();";
    write({ 'Pulumi.yaml': yaml, 'package.json': {}, 'index.js': index });
    await succeed('stack', 'init', 'dev');
    await succeed('up', '--yes', '--skip-preview');
    expect(await succeed('stack', 'output', 'loaded')).toBe('false\n');
    expect(await succeed('stack', 'output', 'project')).toBe('program\n');

    write({ 'index.js': 'process.exit(3);' });
    expect((await type('preview')).output).toContain('the program ended with exit code 3');

    write({ 'Pulumi.yaml': yaml.replace('false', 'maybe') });
    expect((await type('preview')).output).toContain('runtime option typescript must be true or false');
  },
  lifeTimeout,
);

test('a mistake in the program is reported once, by the program', async () => {
  // In TypeScript: in JavaScript the stack is so short that Node.js 20 is busy for a minute (nodejs/node#64011).
  const index = "throw new Error('the mistake of the user');";
  write({
    'Pulumi.yaml': 'name: program\nruntime: nodejs\n',
    'package.json': {},
    'index.ts': index,
    'tsconfig.json': tsconfig,
  });
  await succeed('stack', 'init', 'dev');
  const { status, output } = await type('preview');
  expect(status).not.toBe(0);
  expect(output).toContain('the mistake of the user');
  expect(output).not.toContain('exit code');
});

test('a program without the SDK is told what to do', async () => {
  rmSync(join(folder, 'program', 'node_modules'));
  write({ 'Pulumi.yaml': 'name: program\nruntime: nodejs\n', 'index.ts': '' });
  await succeed('stack', 'init', 'dev');
  const { status, output } = await type('preview');
  expect(status).not.toBe(0);
  expect(output).toMatch(/the Pulumi SDK is not installed for the program in .*npm install/);
});

test('`pulumi about` names node and the packages of the program', async () => {
  write({
    'Pulumi.yaml': 'name: program\nruntime: nodejs\n',
    'package.json': { dependencies: { '@pulumi/pulumi': '*' } },
  });
  write({ 'package-lock.json': readFileSync('package-lock.json', 'utf8') });
  const output = await succeed('about');
  expect(output).toContain(`version='${process.version}'`);
});

test(
  'an inline program of the Automation API lives its whole life',
  async () => {
    expect(engine.root).toBeDefined();
    const command = await automation.PulumiCommand.get({
      ...(engine.root !== undefined && { root: engine.root }),
    });
    let text = 'one';
    const provider: pulumi.dynamic.ResourceProvider<{ text: string }> = {
      create: (inputs) => Promise.resolve({ id: 'one', outs: inputs }),
      diff: (_id, olds, news) => Promise.resolve({ changes: olds.text !== news.text }),
      update: (_id, _olds, news) => Promise.resolve({ outs: news }),
    };
    class Note extends pulumi.dynamic.Resource {
      declare readonly text: pulumi.Output<string>;
    }
    const inline = () => Promise.resolve({ text: new Note(provider, 'note', { text }).text });
    const stack = await automation.LocalWorkspace.createOrSelectStack(
      { stackName: 'dev', projectName: 'inline', program: inline },
      { pulumiCommand: command, pulumiHome: join(folder, 'home'), envVars: environment() },
    );
    expect((await stack.up()).outputs['text']?.value).toBe('one');
    text = 'two';
    expect((await stack.preview({ diff: true })).changeSummary).toMatchObject({ update: 1 });
    expect((await stack.up()).outputs['text']?.value).toBe('two');
    expect((await stack.refresh()).summary.result).toBe('succeeded');
    expect((await stack.destroy()).summary.result).toBe('succeeded');
    expect((await stack.exportStack()).deployment.resources ?? []).toEqual([]);
  },
  lifeTimeout,
);
