/** What a command ends with. */
export const AGREEMENT = 0;
/**
 * It could not be told, or the command was used wrongly. Wins over {@link DRIFT} where both sides are
 * compared: half a look is not taken for a whole one.
 */
export const UNKNOWN = 1;
/** Findings, failed checks or a broken link. */
export const DRIFT = 2;
export type ExitCode = typeof AGREEMENT | typeof UNKNOWN | typeof DRIFT;

export function exitCode(state: { readonly unknown: boolean; readonly drift: boolean }): ExitCode {
  if (state.unknown) return UNKNOWN;
  return state.drift ? DRIFT : AGREEMENT;
}
