import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LocalWorkspace, PulumiCommand, type OpMap, type Stack } from '@pulumi/pulumi/automation';
import { engineRoot, ROOT } from './engine';
import type { TestSandbox } from './sandbox';

/** Values of one ProtectedApi as fixtures/program/index.js reads them. */
export interface ApiValues {
  audience: string;
  scopes: Record<string, { description?: string; modules?: string[]; patterns?: string[] }>;
  clients?: Record<string, { scopes: string[] }>;
  accept?: string[];
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

/** Numbers of operations, those that are not there as 0, `same` left out. */
export type Changes = Partial<Record<'create' | 'update' | 'replace' | 'delete' | 'refresh', number>>;

/** The project's name in fixtures/program/Pulumi.yaml. */
const PROJECT = 'lifecycle';

/** A stack on the real engine against a sandbox. */
export class TestStack {
  private constructor(
    private readonly directory: string,
    private readonly stack: Stack,
    private readonly backend: string,
  ) {}

  static async create(sandbox: TestSandbox, name = 'test'): Promise<TestStack> {
    const directory = mkdtempSync(join(tmpdir(), 'pulumi-ords-'));
    cpSync(join(ROOT, 'tests/e2e/fixtures/program'), directory, { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(directory, 'node_modules'), 'dir');
    const stack = await LocalWorkspace.createOrSelectStack(
      { stackName: name, workDir: directory },
      {
        envVars: { ...sandbox.environment },
        pulumiHome: sandbox.environment['PULUMI_HOME'] ?? '',
        pulumiCommand: await PulumiCommand.get({ root: engineRoot() }),
      },
    );
    return new TestStack(directory, stack, fileURLToPath(sandbox.environment['PULUMI_BACKEND_URL'] ?? ''));
  }

  /** The values of the next run, by the name of the ProtectedApi. */
  values(apis: Readonly<Record<string, ApiValues>>): void {
    writeFileSync(join(this.directory, 'values.json'), JSON.stringify(apis));
  }

  async up(): Promise<Changes> {
    const { summary } = await this.stack.up({ color: 'never' });
    return changes(summary.resourceChanges);
  }

  /** What a preview says and prints. */
  async preview(): Promise<{ changes: Changes; output: string }> {
    const { changeSummary, stdout } = await this.stack.preview({ diff: true, color: 'never' });
    return { changes: changes(changeSummary), output: stdout };
  }

  /** The text of a failing `up`. Throws when it does not fail. */
  async failingUp(): Promise<string> {
    return this.failing(() => this.stack.up({ color: 'never' }));
  }

  async failingDestroy(): Promise<string> {
    return this.failing(() => this.stack.destroy({ color: 'never' }));
  }

  async destroy(): Promise<void> {
    await this.stack.destroy({ color: 'never' });
  }

  async outputs(api: string): Promise<ApiOutputs> {
    const all = await this.stack.outputs();
    return all[api]?.value as ApiOutputs;
  }

  /** The state as it is stored: the backend's file itself (an export of the Automation API decrypts secrets). */
  state(): { resources: StateResource[]; text: string } {
    const text = readFileSync(
      join(this.backend, '.pulumi/stacks', PROJECT, `${this.stack.name}.json`),
      'utf8',
    );
    const { checkpoint } = JSON.parse(text) as { checkpoint: { latest?: { resources?: StateResource[] } } };
    return { resources: checkpoint.latest?.resources ?? [], text };
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  private async failing(work: () => Promise<unknown>): Promise<string> {
    try {
      await work();
    } catch (error) {
      return String(error);
    }
    throw new Error('it was to fail, and did not');
  }
}

export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

function changes(summary: OpMap | undefined): Changes {
  const counted: Record<string, number> = {};
  for (const [operation, count] of Object.entries(summary ?? {}))
    if (operation !== 'same' && operation !== 'read' && count) counted[operation] = count;
  return counted;
}
