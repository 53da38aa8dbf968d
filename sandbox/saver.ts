/** Milliseconds between a change and its being written: many changes become one write. */
const DELAY = 300;

/** Writes state a little after it changed, and at once when asked. */
export class Saver {
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly save: () => void) {}

  request(): void {
    this.#timer ??= setTimeout(() => this.flush(), DELAY).unref();
  }

  /** Writes now if there is something to write. */
  flush(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.save();
  }
}
