const SECOND_MS = 1000;

/**
 * Counts the requests of each second. Nobody is refused by itself, so that tests do not depend on timing; the control can make a
 * provider keep a limit, as the free ones do.
 */
export class RateLimit {
  private second = 0;
  private used = 0;
  protected kept: number | null = null;

  constructor(private readonly clock: () => Date) {}

  /** Requests a second that are served from now on; null serves all. Throws RangeError below 1. */
  keep(perSecond: number | null): void {
    if (perSecond !== null && (!Number.isInteger(perSecond) || perSecond < 1)) {
      throw new RangeError(`perSecond is ${String(perSecond)}: a limit is a whole number from 1`);
    }
    this.kept = perSecond;
  }

  /** Counts one more request; false when this second has no room for it. Refused ones use no room. */
  admits(): boolean {
    const second = this.now();
    if (second !== this.second) {
      this.second = second;
      this.used = 0;
    }
    if (this.kept !== null && this.used >= this.kept) return false;
    this.used += 1;
    return true;
  }

  /** How many of this second's requests were served. */
  protected usedNow(): number {
    return this.now() === this.second ? this.used : 0;
  }

  /** Unix seconds. */
  protected now(): number {
    return Math.floor(this.clock().getTime() / SECOND_MS);
  }
}
