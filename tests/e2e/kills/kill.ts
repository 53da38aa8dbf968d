import type { StartedPulumi } from '../../../tools/src/pulumiCli';
import type { IdentityProviderUnderTest } from '../support/identityProviders/identityProvider';
import type { TestSandbox } from '../support/sandbox';
import type { TestStack } from '../support/stack';
import { descendants, entry, killAll, type ProcessEntry } from './processes';
import type { Schedule } from './schedule';

/** Blocks of the database that change something. */
const COMMITS = '\\bcommit\\b';

/** What of a schedule a kill needs. */
export type Kill = Pick<Schedule, 'operation' | 'victim' | 'oneByOne' | 'moment'>;

/** What the engine runs below it, by what stands in the command lines. */
const PROGRAM = '/cmd/run/';
const DYNAMIC_PROVIDER = '/cmd/dynamic-provider/';

/**
 * Runs the operation and kills the victim at the chosen moment; whatever is left of the run is stopped.
 *
 * @returns false when the moment never came: the operation ran to its end.
 */
export async function runAndKill(
  sandbox: TestSandbox,
  stack: TestStack,
  provider: IdentityProviderUnderTest,
  { operation, victim, moment, oneByOne }: Kill,
): Promise<boolean> {
  const { side, writes, when, nth, match = side === 'database' ? COMMITS : provider.writes } = moment;
  const part = side === 'database' ? side : provider.controlPart;
  await sandbox.control.call(`${part}/hold`, {
    ...(writes && { match }),
    moment: when,
    nth,
  });
  const started = stack.start([
    operation === 'destroy' ? 'destroy' : 'up',
    '--yes',
    '--skip-preview',
    ...(oneByOne ? ['--parallel', '1'] : []),
  ]);
  const held = sandbox.control.call(`${part}/held`);
  const came = await Promise.race([held.then(() => true), started.run.then(() => false)]);
  if (!came) {
    await sandbox.control.call(`${part}/release`);
    await held;
    return false;
  }
  const tree = [...processEntry(started), ...descendants(started.pid)];
  const victims = victimsOf(victim, side === 'database' ? DYNAMIC_PROVIDER : provider.plugin, tree);
  await killAll(victims);
  // A call whose caller is dead stays where it is until the sandbox has seen that: it must not be served after all.
  const callerIsDead = victim === 'everything' || (victim === 'provider' && (side === 'database' || writes));
  await sandbox.control.call(`${part}/release`, { open: !callerIsDead });
  // Without its engine nothing ends these; with it they end before it does.
  if (victim === 'engine' || victim === 'everything') await killAll(tree);
  await started.run;
  await killAll(tree);
  // A destroy runs no program: there was nothing to kill.
  return victims.length > 0;
}

function victimsOf(
  victim: Schedule['victim'],
  serving: string,
  tree: readonly ProcessEntry[],
): readonly ProcessEntry[] {
  if (victim === 'everything') return tree;
  if (victim === 'engine') return tree.slice(0, 1);
  const part = victim === 'program' ? PROGRAM : serving;
  return tree.filter(({ command }) => command.includes(part));
}

function processEntry({ pid }: StartedPulumi): ProcessEntry[] {
  const found = entry(pid);
  return found ? [found] : [];
}
