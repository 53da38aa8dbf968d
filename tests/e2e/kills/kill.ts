import type { StartedPulumi } from '../../../tools/src/pulumiCli';
import type { TestSandbox } from '../support/sandbox';
import type { TestStack } from '../support/stack';
import { descendants, entry, killAll, type ProcessEntry } from './processes';
import type { Moment, Schedule } from './schedule';

/** Calls that change something: blocks that commit, and what is no reading of the Management API. */
const WRITES: Readonly<Record<Moment['side'], string>> = {
  database: '\\bcommit\\b',
  auth0: '^(POST|PATCH|PUT|DELETE) /api/',
};

/** What the engine runs below it, by what stands in the command lines. */
const PROGRAM = '/cmd/run/';
const DYNAMIC_PROVIDER = '/cmd/dynamic-provider/';
const AUTH0_PROVIDER = 'pulumi-resource-auth0';

/**
 * Runs the operation and kills the victim at the chosen moment; whatever is left of the run is stopped.
 *
 * @returns false when the moment never came: the operation ran to its end.
 */
export async function runAndKill(
  sandbox: TestSandbox,
  stack: TestStack,
  { operation, victim, moment, oneByOne }: Schedule,
): Promise<boolean> {
  const { side, writes, when, nth } = moment;
  await sandbox.control.call(`${side}/hold`, {
    ...(writes && { match: WRITES[side] }),
    moment: when,
    nth,
  });
  const started = stack.start([
    operation === 'destroy' ? 'destroy' : 'up',
    '--yes',
    '--skip-preview',
    ...(oneByOne ? ['--parallel', '1'] : []),
  ]);
  const held = sandbox.control.call(`${side}/held`);
  const came = await Promise.race([held.then(() => true), started.run.then(() => false)]);
  if (!came) {
    await sandbox.control.call(`${side}/release`);
    await held;
    return false;
  }
  const tree = [...processEntry(started), ...descendants(started.pid)];
  const victims = victimsOf(victim, moment, tree);
  await killAll(victims);
  // A call whose caller is dead stays where it is until the sandbox has seen that: it must not be served after all.
  const callerIsDead = victim === 'everything' || (victim === 'provider' && (side === 'database' || writes));
  await sandbox.control.call(`${side}/release`, { open: !callerIsDead });
  // Without its engine nothing ends these; with it they end before it does.
  if (victim === 'engine' || victim === 'everything') await killAll(tree);
  await started.run;
  await killAll(tree);
  // A destroy runs no program: there was nothing to kill.
  return victims.length > 0;
}

function victimsOf(
  victim: Schedule['victim'],
  { side }: Moment,
  tree: readonly ProcessEntry[],
): readonly ProcessEntry[] {
  if (victim === 'everything') return tree;
  if (victim === 'engine') return tree.slice(0, 1);
  const part = victim === 'program' ? PROGRAM : side === 'database' ? DYNAMIC_PROVIDER : AUTH0_PROVIDER;
  return tree.filter(({ command }) => command.includes(part));
}

function processEntry({ pid }: StartedPulumi): ProcessEntry[] {
  const found = entry(pid);
  return found ? [found] : [];
}
