/** An answer of 400 or more from the Management API, printed as the official plugin prints it. */
export class ManagementError extends Error {
  override readonly name = 'ManagementError';

  constructor(
    readonly status: number,
    title: string,
    detail: string,
  ) {
    super(`${status} ${title}: ${detail}`);
  }
}

/** No token was given out. */
export class TokenError extends Error {
  override readonly name = 'TokenError';
}

export function isNotFound(error: unknown): boolean {
  return error instanceof ManagementError && error.status === NOT_FOUND;
}

const NOT_FOUND = 404;
