import { createHash } from 'node:crypto';
import { EDITS, type EditName } from './values';

export type Operation = 'up' | 'update' | 'destroy';
/**
 * What is killed: the engine alone (its providers finish what they have begun, unseen), the provider process that serves the held
 * call, the program, or everything at once as when a CI job is cancelled.
 */
export type Victim = 'engine' | 'provider' | 'program' | 'everything';

/** When: at the n-th call of one side, before anything of it is done or before its answer is sent. */
export interface Moment {
  readonly side: 'database' | 'provider';
  /** Only calls that write are counted. */
  readonly writes: boolean;
  readonly when: 'before' | 'after';
  readonly nth: number;
  /** Which of the calls that write: a regular expression; default all of them. */
  readonly match?: string;
}

export interface Schedule {
  readonly index: number;
  readonly operation: Operation;
  /** What an `update` changes, and what a `destroy` finds. */
  readonly edit: EditName;
  readonly victim: Victim;
  readonly moment: Moment;
  /** What is run again afterwards: mostly the operation itself, sometimes the opposite. */
  readonly recovery: 'up' | 'destroy';
  /** `up` and `destroy` one resource after another: then the same seed means the very same moment. */
  readonly oneByOne: boolean;
}

const OPERATIONS: readonly Operation[] = ['up', 'update', 'destroy'];
const VICTIMS: readonly Victim[] = ['engine', 'provider', 'program', 'everything'];

/** About how many calls an undisturbed run makes; a moment that never comes is a run without a kill. */
const CALLS: Readonly<Record<Operation, Readonly<Record<Moment['side'], { all: number; writes: number }>>>> =
  {
    up: { database: { all: 14, writes: 7 }, provider: { all: 20, writes: 6 } },
    update: { database: { all: 14, writes: 3 }, provider: { all: 16, writes: 2 } },
    destroy: { database: { all: 14, writes: 7 }, provider: { all: 16, writes: 4 } },
  };

/**
 * The schedule of this number: the same for the same seed. Three in a row are the life of one stack (up, update, destroy), so that
 * each finds what it needs; alone, it is first brought about without a kill.
 */
export function scheduleOf(seed: number, index: number): Schedule {
  const random = draws(`${seed} ${index}`);
  const operation = OPERATIONS[index % OPERATIONS.length] ?? 'up';
  const side = random() < 0.5 ? 'database' : 'provider';
  const writes = random() < 0.75;
  const { all, writes: writing } = CALLS[operation][side];
  const ofStack = draws(`${seed} stack ${Math.floor(index / OPERATIONS.length)}`);
  return {
    index,
    operation,
    edit: pick(ofStack, Object.keys(EDITS) as EditName[]),
    victim: pick(random, VICTIMS),
    moment: {
      side,
      writes,
      when: random() < 0.5 ? 'before' : 'after',
      nth: 1 + Math.floor(random() * (writes ? writing : all)),
    },
    oneByOne: random() < 0.5,
    recovery: random() < 0.75 === (operation === 'destroy') ? 'destroy' : 'up',
  };
}

export function describe({ index, operation, edit, victim, moment, oneByOne, recovery }: Schedule): string {
  const what = `${moment.writes ? 'write' : 'call'} ${moment.nth} of ${moment.side}`;
  const change = operation === 'up' ? '' : ` (${edit})`;
  const how = oneByOne ? ', one by one' : '';
  return `#${index} ${operation}${change}${how}: ${victim} killed ${moment.when} ${what}, then ${recovery}`;
}

/** Numbers from 0 up to 1 that depend on the text alone. */
function draws(text: string): () => number {
  let count = 0;
  return () => {
    const digest = createHash('sha256').update(`${text} ${count++}`).digest();
    return digest.readUInt32BE() / 2 ** 32;
  };
}

function pick<T>(random: () => number, values: readonly T[]): T {
  return values[Math.floor(random() * values.length)] as T;
}
