interface Named {
  readonly name: string;
  readonly clientId: string;
}

/** Clients by name, and by client id where a name occurs twice: the same order in every run. */
export function byNameAndId(left: Named, right: Named): number {
  return compare(left.name, right.name) || compare(left.clientId, right.clientId);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
