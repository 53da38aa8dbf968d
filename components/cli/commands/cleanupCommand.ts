import { isWhole, leftoverKey, type Cleanup, type Leftover } from '../../cleanup/leftover';
import { OrdsError } from '../../errors';
import { visibleJson } from '../../visible';
import { exitCode, type ExitCode } from '../exitCode';
import { cleanupJson } from '../output/cleanupJson';
import { cleanupTable, leftoverLine } from '../output/cleanupTable';
import type { Run } from '../run';
import { managementCredentials } from '../sources/credentials';
import { readState, type ReadState, type StateOptions } from './cleanupState';
import { confirmed } from './confirm';

export interface CleanupOptions extends StateOptions {
  /** Identifiers of APIs to remove, which carry no mark. */
  readonly api?: readonly string[];
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly output: 'table' | 'json';
  readonly quiet?: boolean;
}

/** What the command found and what became of it. */
export interface CleanupResult {
  readonly stack: string;
  readonly at: Date;
  /** Of the last look. */
  readonly found: Cleanup;
  readonly removed: readonly Leftover[];
  /** Operations that nothing says the end of: with one of them nothing is removed. */
  readonly pending: number;
  readonly exitCode: ExitCode;
}

/**
 * Lists what carries the mark of a stack and is not in its state, and removes it when told to. A state that is older than what is
 * there calls live objects leftovers: it is read again right before, and only what both looks show is removed.
 *
 * @throws OrdsError `cli.cleanup.*`, `cli.state.*`, and those of the removal
 */
export async function cleanup(options: CleanupOptions, run: Run): Promise<ExitCode> {
  const { surroundings, console } = run;
  checkOptions(options);
  const first = await readState(options, run);
  if (options.yes === true) refusePending(first);
  let found = await look(options, first, run);
  const removed: Leftover[] = [];
  if (await mayRemove(options, found, first, run)) {
    const seen = new Set(found.leftovers.map(leftoverKey));
    const again = await readState(options, run);
    refusePending(again);
    found = await look(options, again, run);
    if (isWhole(found))
      await found.remove(
        (leftover) => seen.has(leftoverKey(leftover)),
        (leftover) => {
          removed.push(leftover);
          if (options.output === 'table' && !options.quiet) console.out(`removed ${leftoverLine(leftover)}`);
        },
      );
  }
  const left = found.leftovers.length - removed.length + found.unproven.length;
  const code = exitCode({ unknown: !isWhole(found), drift: left > 0 });
  const result: CleanupResult = {
    stack: first.state.stack,
    at: surroundings.now(),
    found,
    removed,
    pending: first.pending,
    exitCode: code,
  };
  const text =
    options.output === 'json' ? visibleJson(cleanupJson(result), 2) : cleanupTable(result, console, options);
  if (text !== '') console.out(text);
  return code;
}

async function look(options: CleanupOptions, { state, places }: ReadState, run: Run): Promise<Cleanup> {
  const { services, surroundings, console, masker } = run;
  const domainUrl = surroundings.env['OCI_IAM_DOMAIN_URL'];
  console.progress('looking on both sides ...');
  try {
    return await services.findLeftovers({
      state,
      schemas: places,
      credentials: managementCredentials(surroundings.env, masker),
      ...(domainUrl && { domainUrl }),
      ...(options.api !== undefined && { apis: options.api }),
    });
  } finally {
    console.progress('');
  }
}

function checkOptions(options: CleanupOptions): void {
  if (options.stack !== undefined && options.state !== undefined)
    throw new OrdsError('both --stack and --state were given', {
      code: 'cli.source.both',
      remedy: 'give one of them',
    });
  if (options.dryRun === true && options.yes === true)
    throw new OrdsError('both --dry-run and --yes were given', {
      code: 'cli.cleanup.both',
      remedy: 'give one of them',
    });
  if (options.state !== undefined && options.yes === true)
    throw new OrdsError('nothing is removed by a file: what came after it would be taken for leftovers', {
      code: 'cli.cleanup.state_file',
      field: '--state',
      remedy: 'name the stack instead: --stack NAME; or leave --yes out',
    });
}

/** A run that is under way has made what the state does not have yet, and a killed one looks the same. */
function refusePending({ pending }: ReadState): void {
  if (pending === 0) return;
  throw new OrdsError(`the state has ${pending} pending operations: a run is under way, or was killed`, {
    code: 'cli.cleanup.pending',
    remedy: PENDING,
  });
}

const PENDING =
  'wait for the run to end; after a killed one: pulumi refresh --clear-pending-creates; then the same command again';

/** Half a look is not acted upon. */
async function mayRemove(
  options: CleanupOptions,
  found: Cleanup,
  { pending }: ReadState,
  run: Run,
): Promise<boolean> {
  if (found.leftovers.length === 0 || !isWhole(found) || options.dryRun === true) return false;
  if (options.yes === true) return true;
  if (options.output === 'json' || options.state !== undefined || pending > 0) return false;
  for (const leftover of found.leftovers) run.console.out(leftoverLine(leftover));
  return confirmed(`remove ${found.leftovers.length} of them? [y/N] `, run.surroundings);
}
