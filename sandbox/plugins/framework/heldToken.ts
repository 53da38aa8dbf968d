/** An access token and until when it is sent, in milliseconds since 1970. */
export interface Held {
  readonly token: string;
  readonly usableUntil: number;
}

/** A token that is asked for at the first use, shared by concurrent callers, and kept until it is no longer to be used. */
export class HeldToken {
  private held: Promise<Held> | undefined;

  constructor(private readonly fetchToken: (signal: AbortSignal) => Promise<Held>) {}

  /** Throws what the fetch throws; the next caller tries again. */
  async token(signal: AbortSignal): Promise<string> {
    const earlier = this.held;
    if (earlier !== undefined) {
      const held = await earlier;
      if (Date.now() < held.usableUntil) return held.token;
      if (this.held === earlier) this.held = undefined;
    }
    const pending = (this.held ??= this.fetchToken(signal));
    try {
      return (await pending).token;
    } catch (error) {
      if (this.held === pending) this.held = undefined;
      throw error;
    }
  }
}

/** The members of a body of JSON; none where it is something else. */
export function membersOf(body: string): Readonly<Record<string, unknown>> {
  try {
    const json: unknown = JSON.parse(body);
    return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
