/** How often each route was asked for since the start or the last reset. */
export interface Statistics {
  /** Keys are `<METHOD> <path as sent, without query>`. */
  readonly requests: Readonly<Record<string, number>>;
  reset(): void;
}

export class RequestCounter implements Statistics {
  private readonly counts = new Map<string, number>();

  get requests(): Record<string, number> {
    return Object.fromEntries(this.counts);
  }

  count(method: string, path: string): void {
    const key = `${method} ${path}`;
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
  }

  reset(): void {
    this.counts.clear();
  }
}
