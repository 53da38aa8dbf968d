/** An error for the person at the command line: one line, with the next step; no stack is shown. */
export class SandboxError extends Error {
  constructor(
    /** Stable: `sandbox.port.taken`. */
    readonly code: string,
    summary: string,
    readonly nextStep: string,
    options?: ErrorOptions,
  ) {
    super(`${summary} [${code}]. Next: ${nextStep}`, options);
    this.name = 'SandboxError';
  }
}
