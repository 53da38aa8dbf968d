import type { JsonObject } from './json';

/** A refusal of an OAuth endpoint (RFC 6749 5.2). Providers add what theirs have beyond it. */
export class OAuthError extends Error {
  constructor(
    readonly statusCode: number,
    readonly error: string,
    description: string,
  ) {
    super(description);
    this.name = new.target.name;
  }

  body(): JsonObject {
    return { error: this.error, error_description: this.message };
  }
}
