import { setMaxListeners } from 'node:events';

/** Which call is stopped, and where. */
export interface Hold {
  /** A regular expression without case, tested against the call's text; absent: every call counts. */
  readonly match?: string;
  /** before (default): nothing of it is done yet. after: all of it is done, the answer is not sent. */
  readonly moment?: 'before' | 'after';
  /** The n-th call that matches from now on, counted at that moment; default 1. */
  readonly nth?: number;
}

type Moment = NonNullable<Hold['moment']>;

/** Throws RangeError: what is neither of the two would never strike. */
export function checkMoment(moment: string): void {
  if (moment !== 'before' && moment !== 'after')
    throw new RangeError(`moment is ${JSON.stringify(moment)}: before or after`);
}

/** One call on its way. */
export interface Passage {
  /** Waits while the call is held; false when the caller has left meanwhile, so that nothing must be done. */
  before(): Promise<boolean>;
  after(): Promise<void>;
  /** The answer is sent, or never will be. */
  end(): void;
}

interface HeldCall {
  readonly text: string;
  readonly open: () => void;
  readonly ended: Promise<void>;
}

const FREE: Passage = { before: async () => true, after: async () => {}, end: () => {} };

/**
 * Stops one call at a chosen moment and says so: whatever a test does then, it does at exactly that moment, without any clock. A
 * held call goes on when it is released, or ends with its caller.
 */
export class Holds {
  private planned:
    { readonly pattern: RegExp | undefined; readonly moment: Moment; left: number } | undefined;
  private held: HeldCall | undefined;
  private announce: (text: string | undefined) => void = () => {};
  private announced: Promise<string | undefined> = Promise.resolve(undefined);

  /** Takes the place of what was planned before. Throws SyntaxError on a bad expression, RangeError on a bad count or moment. */
  plan({ match, moment = 'before', nth = 1 }: Hold): void {
    checkMoment(moment);
    if (!Number.isInteger(nth) || nth < 1) throw new RangeError(`nth is ${String(nth)}: the first call is 1`);
    void this.release();
    this.planned = { pattern: match === undefined ? undefined : new RegExp(match, 'i'), moment, left: nth };
    this.announced = new Promise((resolve) => (this.announce = resolve));
  }

  /** The text of the call, as soon as one is held; undefined when nothing is planned any more. */
  waiting(): Promise<string | undefined> {
    return this.announced;
  }

  /**
   * Plans nothing more, and resolves when the held call is over. `open`: it goes on; false: it stays until its caller leaves.
   */
  async release(open = true): Promise<void> {
    const { held } = this;
    this.planned = undefined;
    this.held = undefined;
    this.announce(undefined);
    this.announced = Promise.resolve(undefined);
    if (open) held?.open();
    await held?.ended;
  }

  /** `signal` is aborted when the caller leaves or gives up. */
  begin(text: string, signal: AbortSignal): Passage {
    if (!this.planned) return FREE;
    let end = (): void => {};
    const ended = new Promise<void>((resolve) => (end = resolve));
    const pass = async (moment: Moment): Promise<void> => {
      // A caller that has left already would never let go of the call.
      if (signal.aborted || !this.strikes(text, moment)) return;
      await new Promise<void>((resolve) => {
        this.held = { text, open: resolve, ended };
        setMaxListeners(0, signal);
        signal.addEventListener('abort', () => resolve(), { once: true });
        this.announce(text);
      });
    };
    return {
      before: async () => {
        await pass('before');
        return !signal.aborted;
      },
      after: () => pass('after'),
      end,
    };
  }

  private strikes(text: string, moment: Moment): boolean {
    const { planned } = this;
    if (planned?.moment !== moment || (planned.pattern && text.search(planned.pattern) < 0)) return false;
    planned.left -= 1;
    if (planned.left > 0) return false;
    this.planned = undefined;
    return true;
  }
}
