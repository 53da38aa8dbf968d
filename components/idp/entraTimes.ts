/** Seconds by which Entra sets `iat` and `nbf` back (facts/entra.md 2.2, recorded). */
export const BACKDATED = 300;
