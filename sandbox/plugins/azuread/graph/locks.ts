/** One after the other for each name: an application is read and written back as a whole by several resources. */
export class Locks {
  private readonly last = new Map<string, Promise<void>>();

  async run<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.last.get(name) ?? Promise.resolve();
    const running = before.then(work);
    const ended = running.then(
      () => undefined,
      () => undefined,
    );
    this.last.set(name, ended);
    try {
      return await running;
    } finally {
      if (this.last.get(name) === ended) this.last.delete(name);
    }
  }
}
