import { OrdsError } from '../../../errors';

/**
 * Says what a create is going to take over, at the latest when it does. A preview never calls create, only check (facts/pulumi.md
 * 1.2), and an `up` calls both in one process: what check has said, create does not say again.
 */
export class Announcer {
  private readonly foreseen = new Set<string>();
  /** By connection: whether the first look through it succeeded. */
  private readonly firstLooks = new Map<string, Promise<boolean>>();

  constructor(private readonly write: (line: string) => void = (line) => console.info(`ords: ${line}`)) {}

  /** Said by create, unless check has just said it. */
  say(line: string): void {
    if (!this.foreseen.delete(line)) this.write(line);
  }

  /**
   * Says what `look` finds. Never fails: a preview needs no database. The first look through a connection goes alone, and
   * where it fails there is no second: a wrong password, tried once for each resource, would lock the account.
   */
  async foresee(connection: string, about: string, look: () => Promise<string | undefined>): Promise<void> {
    const first = this.firstLooks.get(connection);
    if (first === undefined) {
      const looked = this.attempt(about, look);
      this.firstLooks.set(connection, looked);
      await looked;
    } else if (await first) await this.attempt(about, look);
  }

  /** Why nothing could be foreseen. */
  blind(about: string, why: string): void {
    this.write(`could not compare ${about} with what exists: ${why}`);
  }

  private async attempt(about: string, look: () => Promise<string | undefined>): Promise<boolean> {
    try {
      const line = await look();
      if (line !== undefined) {
        this.foreseen.add(line);
        this.write(line);
      }
      return true;
    } catch (error) {
      this.blind(about, reason(error));
      return false;
    }
  }
}

// Of another error than the library's own nobody knows what is in its text.
function reason(error: unknown): string {
  return error instanceof OrdsError ? error.message : 'the database could not be read';
}
