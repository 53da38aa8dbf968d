/** Creations by opc-retry-token: one that is sent again makes nothing new. The service forgets them after 24 hours. */
export class RetryTokens {
  private readonly made = new Map<string, string>();

  /** The id that a request with this token has made. */
  find(token: string | undefined): string | undefined {
    return token === undefined ? undefined : this.made.get(token);
  }

  remember(token: string | undefined, id: string): void {
    if (token !== undefined) this.made.set(token, id);
  }
}
