import type { Holds } from '../../holds';

/** Work that goes on after the request that began it is answered. Control actions can hold it by its text. */
export class BackgroundWork {
  private readonly running = new Set<Promise<void>>();
  private readonly ending = new AbortController();

  constructor(
    private readonly holds: Holds,
    private readonly log: (line: string) => void,
  ) {}

  /** `end` is told whether the work was done. It is not called for work that was still held when all ended. */
  begin(text: string, act: () => Promise<void>, end: (done: boolean) => void | Promise<void>): void {
    const task = async (): Promise<void> => {
      const passage = this.holds.begin(text, this.ending.signal);
      try {
        if (!(await passage.before())) return;
        await act();
        await passage.after();
        await end(true);
      } catch (error) {
        this.log(`${text} failed: ${error instanceof Error ? error.message : String(error)}`);
        await end(false);
      } finally {
        passage.end();
      }
    };
    const running = task();
    this.running.add(running);
    void running.finally(() => this.running.delete(running));
  }

  /** Resolves when no work is under way: held work ends without being done. */
  async close(): Promise<void> {
    this.ending.abort();
    await Promise.all(this.running);
  }
}
