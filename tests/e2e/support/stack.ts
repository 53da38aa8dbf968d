import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PulumiCli, type PulumiRun, type StartedPulumi } from '../../../tools/src/pulumiCli';
import { engineDirectory, ROOT } from './engine';
import type { ClientCredentials, ProviderKind } from './identityProviders/identityProvider';
import type { TestSandbox } from './sandbox';
import type { Traces } from './traces';

/** Values of one ProtectedApi as fixtures/program/index.js reads them. */
export interface ApiValues {
  /** Left out where the identity provider issues it. */
  audience?: string;
  scopes: Record<string, { description?: string; modules?: string[]; patterns?: string[]; roles?: string[] }>;
  clients?: Record<string, { scopes: string[]; redirectUris?: string[] }>;
  /** JSON pointer: role mode, with Auth0. */
  roleClaim?: string;
  accept?: string[];
  agreement?: false | { onDisagreement?: 'fail' | 'warn' };
  verifyOnUp?: boolean;
  /** Default auth0. */
  provider?: ProviderKind;
  /** Arguments of auth0(...), ociIam(...) or entra(...). */
  settings?: Record<string, unknown>;
  ords?: Record<string, unknown>;
}

export interface ApiOutputs {
  readonly issuer: string;
  readonly audience: string;
  readonly clients: Readonly<Record<string, ClientCredentials>>;
  readonly endpoints: Readonly<Record<string, string>>;
  readonly manifest: unknown;
}

/** Numbers of resources by what was (or is to be) done to them; those that stay the same are left out. */
export type Changes = Partial<Record<'create' | 'update' | 'replace' | 'delete', number>>;

export interface UpOptions {
  /** Default true, as in Pulumi.yaml. False: no resource is read first, which is a third of a run. */
  readonly refresh?: boolean;
  /** Name of a resource that is to be made anew. */
  readonly replace?: string;
}

export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  /** Replaced, and still to be deleted. */
  readonly delete?: boolean;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

interface Checkpoint {
  readonly latest?: {
    readonly resources?: StateResource[];
    /** Begun and not ended: what a killed engine leaves. */
    readonly pending_operations?: readonly unknown[];
  };
}

export interface TestStackOptions {
  /** Folder below fixtures; default `program`. */
  readonly program?: string;
  /** A project of this repository in place of a fixture: its folder below stacks, with the values of the stack `name`. */
  readonly own?: string;
  /** Its project's name in Pulumi.yaml; default that of `program`. */
  readonly project?: string;
  /** The stack's; default `test`. */
  readonly name?: string;
  /** On top of the sandbox's. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A stack on the real engine against a sandbox, through the command line as a user types it. */
export class TestStack {
  private read: Promise<unknown> | undefined;

  private constructor(
    /** What was copied: the project, or a folder around it. */
    private readonly copy: string,
    readonly directory: string,
    /** Of its commands. */
    readonly environment: Readonly<Record<string, string>>,
    private readonly traces: Traces,
    private readonly pulumi: PulumiCli,
    private readonly stateFile: string,
  ) {}

  static async create(sandbox: TestSandbox, options: TestStackOptions = {}): Promise<TestStack> {
    const { program = 'program', own, project = 'lifecycle', name = 'test' } = options;
    const copy = mkdtempSync(join(tmpdir(), 'pulumi-ords-'));
    if (own === undefined) cpSync(join(ROOT, 'tests/e2e/fixtures', program), copy, { recursive: true });
    else
      for (const source of ['stacks', 'tsconfig.base.json'])
        cpSync(join(ROOT, source), join(copy, source), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'dir');
    const directory = own === undefined ? copy : join(copy, 'stacks', own);
    const path = [engineDirectory(), process.env['PATH'] ?? ''].join(delimiter);
    const environment = {
      ...sandbox.environment,
      // The project of this repository, as its users run it, has no help.
      ...(own === undefined && { NODE_OPTIONS: `--require=${join(ROOT, 'tests/e2e/support/lazySdk.js')}` }),
      ...options.environment,
      PATH: path,
    };
    const pulumi = new PulumiCli(directory, environment, (output) => sandbox.traces.printed(output));
    await pulumi.run(['stack', 'init', name]);
    const backend = fileURLToPath(sandbox.environment['PULUMI_BACKEND_URL'] ?? '');
    return new TestStack(
      copy,
      directory,
      environment,
      sandbox.traces,
      pulumi,
      join(backend, '.pulumi/stacks', project, `${name}.json`),
    );
  }

  /** The values of the next run, by the name of the ProtectedApi. */
  values(apis: Readonly<Record<string, ApiValues>>): void {
    writeFileSync(join(this.directory, 'values.json'), JSON.stringify(apis));
  }

  /** The arguments of a PoolTrust that holds the trust of every API. */
  pool(args: object): void {
    writeFileSync(join(this.directory, 'pool.json'), JSON.stringify(args));
  }

  /** Another program in the place of the one that reads values.json, as JavaScript. */
  program(text: string): void {
    writeFileSync(this.file('index.js'), text);
  }

  /** A file of the project. */
  file(name: string): string {
    return join(this.directory, name);
  }

  async configure(values: Readonly<Record<string, string>>): Promise<void> {
    for (const [key, value] of Object.entries(values))
      await this.pulumi.run(['config', 'set', ...(key === 'password' ? ['--secret'] : []), key, value]);
  }

  /** `pulumi` with these arguments. */
  run(args: readonly string[], expected: readonly number[] = [0]): Promise<PulumiRun> {
    this.read = undefined;
    return this.pulumi.run(args, expected);
  }

  async up(options?: UpOptions): Promise<Changes> {
    return changes(await this.runUp(options));
  }

  /** An `up`, and the names of the resources that it created, updated, replaced or deleted; sorted. */
  async upChanging(options?: UpOptions): Promise<string[]> {
    const output = await this.runUp(options);
    const lines = output.matchAll(/^ *[+~-]+ +\S+ (\S+) (?:created|updated|replaced|deleted)\b/gm);
    return [...new Set([...lines].map(([, name = '']) => name))].sort();
  }

  /** What a preview finds and prints. */
  async preview(): Promise<{ changes: Changes; output: string }> {
    const { output } = await this.pulumi.run(['preview', '--diff']);
    return { changes: changes(output), output };
  }

  /** What an `up` that is to fail prints. Throws when it does not fail. */
  async failingUp(): Promise<string> {
    return (await this.run(['up', '--yes', '--skip-preview'], [255, 1])).output;
  }

  /** The same, going on with whatever does not need what has failed: the error of each resource, by its name. */
  async everyFailure(): Promise<ReadonlyMap<string, string>> {
    const args = ['up', '--yes', '--skip-preview', '--continue-on-error'];
    const { output } = await this.run(args, [255, 1]);
    const errors = output.matchAll(/^ +\S+ \((\S+)\):\n +error: (.+)$/gm);
    return new Map([...errors].map(([, name = '', error = '']) => [name, error]));
  }

  /** An `up` that may fail: its exit status, and what it prints. */
  tryUp(): Promise<{ status: number; output: string }> {
    return this.run(['up', '--yes', '--skip-preview'], [0, 1, 255]);
  }

  async destroy(): Promise<void> {
    await this.run(['destroy', '--yes', '--skip-preview']);
  }

  /** Any command, started and not waited for. */
  start(args: readonly string[]): StartedPulumi {
    this.read = undefined;
    return this.pulumi.start(args);
  }

  /** All outputs of the stack, secrets included; asked for once after each run. */
  output<T>(): Promise<T> {
    return (this.read ??= this.pulumi.outputs<T>()) as Promise<T>;
  }

  async outputs(api: string): Promise<ApiOutputs> {
    const all = await this.output<Record<string, ApiOutputs>>();
    const outputs = all[api];
    if (!outputs) throw new Error(`the stack has no output ${api}`);
    return outputs;
  }

  /** The state as it is stored: the backend's file itself. */
  state(): { resources: StateResource[]; pending: readonly unknown[]; text: string } {
    const text = readFileSync(this.stateFile, 'utf8');
    const { latest = {} } = (JSON.parse(text) as { checkpoint: Checkpoint }).checkpoint;
    return { resources: latest.resources ?? [], pending: latest.pending_operations ?? [], text };
  }

  /** Throws where the state has no such resource. */
  urnOf(name: string): string {
    const found = this.state().resources.find(({ urn }) => urn.endsWith(`::${name}`));
    if (!found) throw new Error(`the state has no resource ${name}`);
    return found.urn;
  }

  /** The state with its secrets in clear, as `pulumi stack export --show-secrets` prints it. */
  async exported(): Promise<string> {
    return (await this.pulumi.run(['stack', 'export', '--show-secrets'])).output;
  }

  /** Puts a state, its secrets in clear, in the place of the stack's own. */
  async import(state: string): Promise<void> {
    const file = join(this.directory, 'imported.json');
    const { deployment, ...rest } = JSON.parse(state) as { deployment: object };
    // Without it the import cannot encrypt the secrets.
    const salt = /^encryptionsalt: (.+)$/m.exec(
      readFileSync(
        join(this.directory, `Pulumi.${basename(this.stateFile)}`).replace(/json$/, 'yaml'),
        'utf8',
      ),
    )?.[1];
    const encrypted = { ...deployment, secrets_providers: { type: 'passphrase', state: { salt } } };
    writeFileSync(file, JSON.stringify({ ...rest, deployment: encrypted }), { mode: 0o600 });
    await this.run(['stack', 'import', '--file', file]);
    rmSync(file);
  }

  /** What a refresh without a run of the program finds and prints. */
  async refresh(): Promise<{ changes: Changes; output: string }> {
    const { output } = await this.run(['refresh', '--yes', '--skip-preview']);
    return { changes: changes(output), output };
  }

  private async runUp({ refresh = true, replace }: UpOptions = {}): Promise<string> {
    const args = [
      'up',
      '--yes',
      '--skip-preview',
      ...(refresh ? [] : ['--refresh=false']),
      ...(replace === undefined ? [] : ['--replace', this.urnOf(replace)]),
    ];
    return (await this.run(args)).output;
  }

  remove(): void {
    this.traces.leaving(this.copy);
    rmSync(this.copy, { recursive: true, force: true });
  }
}

const COUNTED: Readonly<Record<string, keyof Changes>> = {
  created: 'create',
  'to create': 'create',
  updated: 'update',
  'to update': 'update',
  replaced: 'replace',
  'to replace': 'replace',
  deleted: 'delete',
  'to delete': 'delete',
};

/** The counts under `Resources:`. */
function changes(output: string): Changes {
  const found: Changes = {};
  const start = output.lastIndexOf('\nResources:');
  if (start < 0) throw new Error(`no counts in: ${output.slice(-2000)}`);
  const section = output.slice(start);
  for (const [, count, what = ''] of section.matchAll(/^ +[+~-]{1,2} ?(\d+) ([a-z ]+?)$/gm)) {
    const key = COUNTED[what];
    if (key === undefined) throw new Error(`unknown count in: ${section}`);
    found[key] = Number(count);
  }
  return found;
}
