/** Requests a second that the headers promise (an enterprise tenant's burst, facts/auth0.md 3.5). */
const PROMISED_PER_SECOND = 50;
const SECOND_MS = 1000;

/**
 * Counts for the X-RateLimit-* headers of every Management answer. The tenant refuses nobody by itself, so that tests do not
 * depend on timing; the control can make it keep a limit, as a free tenant keeps its 2 requests a second.
 */
export class RateLimit {
  private second = 0;
  private used = 0;
  private kept: number | null = null;

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

  /** The headers of an answer. Reset is in Unix seconds and always ahead of the clock. */
  headers(): Record<string, string> {
    const used = this.now() === this.second ? this.used : 0;
    return this.render(Math.max(0, this.limit() - used), this.now() + 1);
  }

  /** The headers of a 429 that ends in so many seconds. */
  exhausted(resetSeconds: number): Record<string, string> {
    return this.render(0, this.now() + Math.max(1, Math.ceil(resetSeconds)));
  }

  private limit(): number {
    return this.kept ?? PROMISED_PER_SECOND;
  }

  private now(): number {
    return Math.floor(this.clock().getTime() / SECOND_MS);
  }

  private render(remaining: number, reset: number): Record<string, string> {
    return {
      'x-ratelimit-limit': String(this.limit()),
      'x-ratelimit-remaining': String(remaining),
      'x-ratelimit-reset': String(reset),
    };
  }
}
