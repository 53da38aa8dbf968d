/** An error as Oracle reports it: `ORA-` number, text, and the offset in the statement where it was noticed. */
export class OraError extends Error {
  constructor(
    /** Without sign: 942 for ORA-00942. */
    readonly number: number,
    /** The text behind `ORA-nnnnn: `; further lines of an error stack follow after `\n`. */
    readonly text: string,
    /** Zero-based character offset in the statement, 0 when it does not apply. */
    readonly offset = 0,
  ) {
    super(`ORA-${String(number).padStart(5, '0')}: ${text}`);
    this.name = 'OraError';
  }
}
