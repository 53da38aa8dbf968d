/** One call at a time on the one connection of SQLite; a call that only waits lets others in. */
export class CallMutex {
  private readonly waiting: (() => void)[] = [];
  private busy = false;

  async run<T>(action: () => T | Promise<T>): Promise<T> {
    await this.acquire();
    try {
      return await action();
    } finally {
      this.release();
    }
  }

  /** Called from within `run`: gives the turn away until the promise is settled. */
  async letOthersIn<T>(pause: () => Promise<T>): Promise<T> {
    this.release();
    try {
      return await pause();
    } finally {
      await this.acquire();
    }
  }

  private async acquire(): Promise<void> {
    if (!this.busy) {
      this.busy = true;
      return;
    }
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  private release(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.busy = false;
  }
}
