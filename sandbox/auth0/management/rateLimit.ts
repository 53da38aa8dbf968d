/** Requests a second that the headers promise (an enterprise tenant's burst, facts/auth0.md 3.5). */
const LIMIT_PER_SECOND = 50;
const SECOND_MS = 1000;

/**
 * Counts for the X-RateLimit-* headers of every Management answer. The tenant never refuses by itself, so that
 * tests do not depend on timing: a 429 is asked for through the control.
 */
export class RateLimit {
  private second = 0;
  private used = 0;

  constructor(private readonly clock: () => Date) {}

  /** The headers of one more answer. Reset is in Unix seconds and always ahead of the clock. */
  headers(): Record<string, string> {
    const second = this.now();
    if (second !== this.second) {
      this.second = second;
      this.used = 0;
    }
    this.used += 1;
    return render(Math.max(0, LIMIT_PER_SECOND - this.used), second + 1);
  }

  /** The headers of a 429 that ends in so many seconds. */
  exhausted(resetSeconds: number): Record<string, string> {
    return render(0, this.now() + Math.max(1, Math.ceil(resetSeconds)));
  }

  private now(): number {
    return Math.floor(this.clock().getTime() / SECOND_MS);
  }
}

function render(remaining: number, reset: number): Record<string, string> {
  return {
    'x-ratelimit-limit': String(LIMIT_PER_SECOND),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(reset),
  };
}
