/** One version of Graph: what its routes need to name themselves. */
export interface GraphVersion {
  readonly isBeta: boolean;
  /** Of the version, without a slash at its end. */
  readonly url: string;
  /** The `@odata.context` of an answer about this. */
  context(what: string): string;
}

export function graphVersion(graph: string, version: 'v1.0' | 'beta'): GraphVersion {
  const url = `${graph}/${version}`;
  return { isBeta: version === 'beta', url, context: (what) => `${url}/$metadata#${what}` };
}
