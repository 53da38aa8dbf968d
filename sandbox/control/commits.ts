import { EventEmitter, once } from 'node:events';

/** Milliseconds after which a watcher that does not come back counts as gone. */
const LONGEST_LOOK = 2000;

/** The commits that changed something: counted, and watched by somebody who looks at what each has changed. */
export class Commits {
  private readonly events = new EventEmitter().setMaxListeners(0);
  private counted = 0;
  /** The count at the watcher's last look; undefined: nobody watches. */
  private looked: number | undefined;

  get count(): number {
    return this.counted;
  }

  add(): void {
    this.counted += 1;
    this.events.emit('commit');
  }

  reset(): void {
    this.counted = 0;
    if (this.looked !== undefined) this.looked = 0;
  }

  /**
   * For a watcher, who has looked at everything up to the count `seen`: the count as soon as it is another one, or after
   * `milliseconds` the same. Until the watcher comes back no call that has committed is answered: none of its states is missed.
   */
  async next(seen: number, milliseconds: number): Promise<number> {
    this.looked = seen;
    this.events.emit('look');
    if (this.counted === seen) await this.either('commit', milliseconds);
    return this.counted;
  }

  endWatch(): void {
    this.looked = undefined;
    this.events.emit('look');
  }

  /** Resolves when a watcher has looked at all that is committed by now; at once when nobody watches. */
  async seen(): Promise<void> {
    const { counted } = this;
    while (this.looked !== undefined && this.looked < counted)
      if (!(await this.either('look', LONGEST_LOOK))) this.looked = undefined;
  }

  /** False when the time is over first. */
  private either(event: string, milliseconds: number): Promise<boolean> {
    return once(this.events, event, { signal: AbortSignal.timeout(milliseconds) }).then(
      () => true,
      () => false,
    );
  }
}
