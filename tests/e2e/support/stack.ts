import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PulumiCli } from '../../../tools/src/pulumiCli';
import { engineDirectory, ROOT } from './engine';
import type { TestSandbox } from './sandbox';

/** Values of one ProtectedApi as fixtures/program/index.js reads them. */
export interface ApiValues {
  audience: string;
  scopes: Record<string, { description?: string; modules?: string[]; patterns?: string[] }>;
  clients?: Record<string, { scopes: string[] }>;
  accept?: string[];
  agreement?: false | { onDisagreement?: 'fail' | 'warn' };
  verifyOnUp?: boolean;
  auth0?: Record<string, unknown>;
  ords?: Record<string, unknown>;
}

export interface ApiOutputs {
  readonly issuer: string;
  readonly audience: string;
  readonly clients: Readonly<Record<string, { clientId: string; clientSecret: string }>>;
  readonly endpoints: Readonly<Record<string, string>>;
  readonly manifest: unknown;
}

/** Numbers of resources by what was (or is to be) done to them; those that stay the same are left out. */
export type Changes = Partial<Record<'create' | 'update' | 'replace' | 'delete', number>>;

export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** Name of the project in each Pulumi.yaml of fixtures/. */
const PROJECT = 'lifecycle';

/** A stack on the real engine against a sandbox, through the command line as a user types it. */
export class TestStack {
  private constructor(
    private readonly directory: string,
    private readonly pulumi: PulumiCli,
    private readonly backend: string,
    private readonly name: string,
  ) {}

  /** `program`: the folder of it in fixtures/. */
  static async create(sandbox: TestSandbox, name = 'test', program = 'program'): Promise<TestStack> {
    const directory = mkdtempSync(join(tmpdir(), 'pulumi-ords-'));
    cpSync(join(ROOT, 'tests/e2e/fixtures', program), directory, { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(directory, 'node_modules'), 'dir');
    const path = [engineDirectory(), process.env['PATH'] ?? ''].join(delimiter);
    const pulumi = new PulumiCli(directory, { ...sandbox.environment, PATH: path });
    await pulumi.run(['stack', 'init', name]);
    const backend = fileURLToPath(sandbox.environment['PULUMI_BACKEND_URL'] ?? '');
    return new TestStack(directory, pulumi, backend, name);
  }

  /** The values of the next run, by the name of the ProtectedApi. */
  values(apis: Readonly<Record<string, ApiValues>>): void {
    writeFileSync(join(this.directory, 'values.json'), JSON.stringify(apis));
  }

  /** The arguments of a PoolTrust that holds the trust of every API. */
  pool(args: object): void {
    writeFileSync(join(this.directory, 'pool.json'), JSON.stringify(args));
  }

  async up(): Promise<Changes> {
    return changes((await this.pulumi.run(['up', '--yes', '--skip-preview'])).output);
  }

  /** What a preview finds and prints. */
  async preview(): Promise<{ changes: Changes; output: string }> {
    const { output } = await this.pulumi.run(['preview', '--diff']);
    return { changes: changes(output), output };
  }

  /** What an `up` that is to fail prints. Throws when it does not fail. */
  async failingUp(): Promise<string> {
    return (await this.pulumi.run(['up', '--yes', '--skip-preview'], [255, 1])).output;
  }

  /** An `up` that may fail: its exit status, and what it prints. */
  tryUp(): Promise<{ status: number; output: string }> {
    return this.pulumi.run(['up', '--yes', '--skip-preview'], [0, 1, 255]);
  }

  async destroy(): Promise<void> {
    await this.pulumi.run(['destroy', '--yes', '--skip-preview']);
  }

  async outputs(api: string): Promise<ApiOutputs> {
    const all = await this.pulumi.outputs<Record<string, ApiOutputs>>();
    const outputs = all[api];
    if (!outputs) throw new Error(`the stack has no output ${api}`);
    return outputs;
  }

  /** The state as it is stored: the backend's file itself. */
  state(): { resources: StateResource[]; text: string } {
    const text = readFileSync(join(this.backend, '.pulumi/stacks', PROJECT, `${this.name}.json`), 'utf8');
    const { checkpoint } = JSON.parse(text) as { checkpoint: { latest?: { resources?: StateResource[] } } };
    return { resources: checkpoint.latest?.resources ?? [], text };
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
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

/** The counts under `Resources:`, which is there unless nothing was to be done at all. */
function changes(output: string): Changes {
  const found: Changes = {};
  const section = output.slice(output.lastIndexOf('\nResources:'));
  for (const [, count, what = ''] of section.matchAll(/^ +[+~-]{1,2} ?(\d+) ([a-z ]+?)$/gm)) {
    const key = COUNTED[what];
    if (key === undefined) throw new Error(`unknown count in: ${section}`);
    found[key] = Number(count);
  }
  return found;
}
