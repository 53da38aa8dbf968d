/** Milliseconds between a change and its being written: many changes become one write. */
const DELAY = 300;
/** A write is followed by a pause of this many times its own length, so that a busy sandbox is not busy with writing. */
const PAUSE = 20;

/** Writes state a little after it changed, and at once when asked. */
export class Saver {
  #timer: NodeJS.Timeout | undefined;
  #delay = DELAY;
  #cancelled = false;

  constructor(private readonly save: () => void) {}

  request(): void {
    if (this.#cancelled) return;
    this.#timer ??= setTimeout(() => this.flush(), this.#delay).unref();
  }

  /** Writes nothing more, whatever is asked. */
  cancel(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#cancelled = true;
  }

  /** Writes now if there is something to write. */
  flush(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const started = performance.now();
    this.save();
    this.#delay = Math.max(DELAY, PAUSE * (performance.now() - started));
  }
}
