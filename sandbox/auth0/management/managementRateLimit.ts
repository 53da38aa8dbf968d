import { RateLimit } from '../../identity/rateLimit';

/** Requests a second that the headers promise (an enterprise tenant's burst, facts/auth0.md 3.5). */
const PROMISED_PER_SECOND = 50;

/** The limit of the Management API with the X-RateLimit-* headers of every answer; a free tenant keeps its 2 requests a second. */
export class ManagementRateLimit extends RateLimit {
  /** The headers of an answer. Reset is in Unix seconds and always ahead of the clock. */
  headers(): Record<string, string> {
    return this.render(Math.max(0, this.limit() - this.usedNow()), this.now() + 1);
  }

  /** The headers of a 429 that ends in so many seconds. */
  exhausted(resetSeconds: number): Record<string, string> {
    return this.render(0, this.now() + Math.max(1, Math.ceil(resetSeconds)));
  }

  private limit(): number {
    return this.kept ?? PROMISED_PER_SECOND;
  }

  private render(remaining: number, reset: number): Record<string, string> {
    return {
      'x-ratelimit-limit': String(this.limit()),
      'x-ratelimit-remaining': String(remaining),
      'x-ratelimit-reset': String(reset),
    };
  }
}
