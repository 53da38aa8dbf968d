import { pulumiOrds, type Ended } from '../support/command';
import type { IdentityProviderUnderTest, ProviderKind } from '../support/identityProviders/identityProvider';
import { watchClosed } from '../support/openWatch';
import { PROVIDERS } from '../support/prepare';
import { Requests } from '../support/requests';
import { startTestSandbox, type TestSandbox } from '../support/sandbox';
import { SchemaSession } from '../support/schema';
import { TestStack, type ApiOutputs, type ApiValues } from '../support/stack';
import { foundSides } from './found';
import { runAndKill } from './kill';
import type { Schedule } from './schedule';
import { editedValues, firstValues } from './values';
import { differences, NOTHING, wantedSides, type Sides } from './wanted';

/** Every path that a module of the values ever has. */
const PATHS = ['orders', 'audit', 'log'];
const MOST_REPEATS = 3;
/** A line of `differences` about the identity provider. */
const OF_OBJECTS = /^[a-z ]+ in objects: /;
/** Why an `up` fails over something that is there already. */
const CONFLICT = /\b409\b/;
const OF_ORDS = /\[ords\./;

/** Asked when it is compared: what is issued meanwhile is part of it. */
type Wanted = () => Promise<Sides>;

export interface Outcome {
  /** False: the moment never came. */
  readonly killed: boolean;
  /** Nothing: the schedule ended as it must. */
  readonly failures: readonly string[];
}

/** One sandbox and one stack that live through schedule after schedule. */
export class KillBench {
  /** What the stack was brought to; undefined: nothing. */
  private current: ApiValues | undefined;

  private constructor(
    private readonly sandbox: TestSandbox,
    private readonly stack: TestStack,
    private readonly requests: Requests,
    private readonly provider: IdentityProviderUnderTest,
    private readonly schema: SchemaSession,
  ) {}

  static async open(kind: ProviderKind): Promise<KillBench> {
    const sandbox = await startTestSandbox();
    // Beside the state Pulumi's file backend keeps a file of attributes, which a kill in the middle of its writing leaves empty
    // ("failed to load checkpoint: EOF"); without it every write of the state is whole.
    const backend = `${sandbox.environment['PULUMI_BACKEND_URL']}?metadata=skip`;
    try {
      const stack = await TestStack.create(sandbox, { environment: { PULUMI_BACKEND_URL: backend } });
      const requests = new Requests(sandbox);
      const provider = await PROVIDERS[kind](sandbox, requests);
      return new KillBench(sandbox, stack, requests, provider, await SchemaSession.open(sandbox));
    } catch (error) {
      await sandbox.stop();
      throw error;
    }
  }

  async run(schedule: Schedule): Promise<Outcome> {
    const { operation, edit } = schedule;
    const first = firstValues(this.provider);
    const edited = editedValues(edit, this.provider);
    await this.bring(operation === 'up' ? undefined : operation === 'update' ? first : edited);
    const values = operation === 'up' ? first : edited;
    this.stack.values({ orders: values });

    const wanted: Wanted = async () =>
      schedule.recovery === 'up' ? await wantedSides(values, this.provider) : NOTHING;

    const failures: string[] = [];
    const urls = PATHS.map((path) => `${this.sandbox.environment['ORDS_BASE_URL']}/ordsdemo/${path}/`);
    const { result: killed, open } = await watchClosed(this.requests, urls, async () => {
      const killed = await runAndKill(this.sandbox, this.stack, this.provider, schedule);
      failures.push(...(await this.recover(schedule.recovery, values.audience, wanted)));
      return killed;
    });
    for (const url of open) failures.push(`${url} answered without a token`);
    if (failures.length === 0)
      failures.push(...(await this.check(schedule.recovery === 'up' ? values : undefined, wanted)));
    return { killed, failures };
  }

  /** After a failure nothing is certain any more: open a new one. */
  async close(): Promise<void> {
    this.stack.remove();
    await Promise.allSettled([this.schema.close(), this.provider.close(), this.requests.close()]);
    await this.sandbox.stop();
  }

  private async bring(values: ApiValues | undefined): Promise<void> {
    if (JSON.stringify(values) === JSON.stringify(this.current)) return;
    if (values === undefined) await this.stack.destroy();
    else {
      this.stack.values({ orders: values });
      await this.stack.up();
    }
    this.current = values;
  }

  /**
   * Runs the operation again, doing no more than Pulumi and the documentation say. That puts the ORDS side right by itself; what the
   * official plugin of the identity provider has left, only `cleanup` can tell from somebody else's objects, while the state is there (docs/cli.md).
   */
  private async recover(
    operation: 'up' | 'destroy',
    audience: string | undefined,
    wanted: Wanted,
  ): Promise<string[]> {
    const cleaned =
      operation === 'destroy' && (await this.leavesObjects()) ? await this.cleanUp(audience) : [];
    const failures = [...cleaned, ...(await this.again(operation))];
    const found = differences(await this.found(), await wanted());
    const ofOrds = found.filter((line) => !OF_OBJECTS.test(line));
    const overObjects =
      failures.length > 0 && failures.every((line) => this.isOfProvider(line) && !OF_ORDS.test(line));
    if (operation === 'up' && (overObjects || (failures.length === 0 && found.length > ofOrds.length)))
      return [
        // After an up that the provider stopped, ORDS is not as wanted yet.
        ...(overObjects ? [] : ofOrds),
        ...(await this.cleanUp(audience)),
        ...(await this.again(operation)),
        ...(await this.clearPending()),
      ];
    return [...failures, ...ofOrds, ...(await this.clearPending())];
  }

  private isOfProvider(line: string): boolean {
    return line.includes(this.provider.resourceTypes) || CONFLICT.test(line);
  }

  private async leavesObjects(): Promise<boolean> {
    const { out, err } = await this.command('cleanup', '--dry-run', '--output', 'json');
    // The kill came too late or never: the state is empty already.
    if (err.includes('cli.state.empty')) return false;
    const { leftovers = [], unproven = [] } = JSON.parse(out) as Record<string, { side: string }[]>;
    return [...leftovers, ...unproven].some(({ side }) => side !== 'ORDS');
  }

  /** Nothing when it succeeds in the end. */
  private async again(operation: 'up' | 'destroy' | 'refresh', ...options: string[]): Promise<string[]> {
    for (let attempt = 1; attempt <= MOST_REPEATS; attempt++) {
      const { status, output } = await this.stack.start([operation, '--yes', '--skip-preview', ...options])
        .run;
      if (status === 0) return [];
      const roles = lostRoles(output);
      for (const role of roles) await this.schema.run('begin ords.delete_role(:role); end;', { role });
      if (roles.length > 0) continue;
      if (!/currently locked/.test(output)) return [`${operation} again: ${reasons(output)}`];
      await this.stack.start(['cancel', '--yes']).run;
    }
    return [`${operation} again: locked, or over lost roles, after ${MOST_REPEATS} runs`];
  }

  /** Pulumi keeps a creation that was begun in the state until a refresh is told that it came to nothing. */
  private async clearPending(): Promise<string[]> {
    if (this.stack.state().pending.length === 0) return [];
    return this.again('refresh', '--clear-pending-creates');
  }

  /** An API of Auth0 carries no mark, so that it is named. */
  private async cleanUp(audience: string | undefined): Promise<string[]> {
    const failures = await this.clearPending();
    const named = audience === undefined ? [] : ['--api', audience];
    const { status, out, err } = await this.command('cleanup', '--yes', ...named);
    return [...failures, ...(status === 0 ? [] : [`cleanup: exit ${status}: ${oneLine(`${out}${err}`)}`])];
  }

  private command(...args: readonly string[]): Promise<Ended> {
    const { directory, environment } = this.stack;
    return pulumiOrds({ ...this.sandbox, environment }, directory, args);
  }

  private found(): Promise<Sides> {
    return foundSides(this.provider, this.schema);
  }

  private async check(values: ApiValues | undefined, wanted: Wanted): Promise<string[]> {
    this.current = values;
    const failures = differences(await this.found(), await wanted());
    const { resources, pending } = this.stack.state();
    if (pending.length > 0) failures.push(`${pending.length} operations stay pending in the state`);
    for (const { urn } of resources.filter((resource) => resource.delete === true))
      failures.push(`still to be deleted: ${urn}`);
    if (!values) {
      const left = resources.filter(({ type }) => type !== 'pulumi:pulumi:Stack');
      return [...failures, ...left.map(({ urn }) => `still in the state: ${urn}`)];
    }
    const { changes, output } = await this.stack.preview();
    if (Object.keys(changes).length > 0) failures.push(`a preview still plans: ${reasons(output)}`);
    return [...failures, ...(await this.callEndpoints(values))];
  }

  private async callEndpoints(values: ApiValues): Promise<string[]> {
    const { endpoints, clients, audience }: ApiOutputs = await this.stack.outputs('orders');
    const granted = values.clients?.['backend']?.scopes ?? [];
    const backend = clients['backend'] ?? { clientId: '', clientSecret: '' };
    const token = await this.provider.token(backend, audience, granted);
    const failures: string[] = [];
    for (const [module, url] of Object.entries(endpoints)) {
      const scope = Object.entries(values.scopes).find(([, { modules }]) => modules?.includes(module))?.[0];
      const expected = granted.includes(scope ?? '') ? 200 : 401;
      const [without, withToken] = [await this.requests.status(url), await this.requests.status(url, token)];
      if (without !== 401) failures.push(`${module} answers ${without} without a token`);
      if (withToken !== expected) failures.push(`${module} answers ${withToken}, not ${expected}`);
    }
    return failures;
  }
}

/** Roles of ORDS, which nothing but their names tells whose they are: somebody deletes them by hand (docs/entra.md). */
function lostRoles(output: string): string[] {
  const found = output.matchAll(/role "([^"]+)" exists already[^\n]*\[ords\.role\.exists\]/g);
  return [...new Set([...found].map(([, name = '']) => name))];
}

/** The lines of Pulumi's output that say why; the outputs that are printed behind them may look like anything. */
function reasons(output: string): string {
  const [, said = output] = /^Diagnostics:\n([^]*?)(?:^\S|(?![^]))/m.exec(output) ?? [];
  const lines = said.split('\n').filter((line) => /error|exists|^ +[-+~]/i.test(line));
  return oneLine((lines.length > 0 ? lines : said.split('\n')).slice(-6).join('\n'));
}

function oneLine(text: string): string {
  return text.trim().split('\n').join(' | ').slice(-900);
}
